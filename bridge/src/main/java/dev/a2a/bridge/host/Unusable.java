package dev.a2a.bridge.host;

/// A host's file is left as it is; `why` completes a sentence that begins with the file.
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  private final String why;

  Unusable(String why) {
    super(why);
    this.why = why;
  }

  public String why() {
    return why;
  }
}
