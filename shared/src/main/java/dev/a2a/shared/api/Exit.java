package dev.a2a.shared.api;

/// Exit codes of the `a2a` command, so that a script can tell one kind of no from another.
public enum Exit {
  OK(0),
  /// Something is broken on our side.
  INTERNAL(1),
  /// The request itself is wrong; the same one will never work.
  BAD_INPUT(2),
  /// No key, or one that is not valid.
  UNAUTHENTICATED(3),
  /// The key is valid, and the answer is no.
  FORBIDDEN(4),
  /// There is no such thing for this caller.
  NOT_FOUND(5),
  /// It contradicts something that was accepted before.
  CONFLICT(6),
  /// Too much, or too fast.
  LIMIT(7),
  /// The daemon is away or cannot store now; the same request may work later.
  UNAVAILABLE(8),
  /// What was waited for did not happen in time.
  TIMED_OUT(9);

  private final int status;

  Exit(int status) {
    this.status = status;
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

  /// The process exit status, 0 to 9.
  public int status() {
    return status;
  }
}
