package dev.a2a.shared.api;

/// Exit codes of the `a2a` command, so that a script can tell one kind of no from another.
public enum Exit {
  OK(0, "done"),
  INTERNAL(1, "something is broken on our side"),
  BAD_INPUT(2, "the command line or the request is wrong; the same one will never work"),
  UNAUTHENTICATED(3, "no key, or one that is not valid"),
  FORBIDDEN(4, "the key is valid, and the answer is no; or the store of the key says no"),
  NOT_FOUND(5, "there is no such thing for you"),
  CONFLICT(6, "it contradicts something that was accepted before"),
  LIMIT(7, "too much, or too fast"),
  UNAVAILABLE(
      8,
      "the daemon, or the store of the key, is away or cannot do it now; the same may work later"),
  TIMED_OUT(9, "what was waited for did not happen in time");

  private final int status;
  private final String meaning;

  Exit(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /// What a refusal of this HTTP status means at a shell.
  static Exit of(int httpStatus) {
    return switch (httpStatus) {
      case 401 -> UNAUTHENTICATED;
      case 403, 421 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 408 -> TIMED_OUT;
      case 409, 422 -> CONFLICT;
      case 413, 429 -> LIMIT;
      case 502, 503, 504, 507 -> UNAVAILABLE;
      default -> httpStatus < 500 ? BAD_INPUT : INTERNAL;
    };
  }

  /// What it says to whoever called, as the manual puts it.
  public String meaning() {
    return meaning;
  }

  /// The process exit status, 0 to 9.
  public int status() {
    return status;
  }
}
