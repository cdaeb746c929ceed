package dev.a2a.bridge.keychain;

/// A store could not keep or remove a secret.
public final class StoreFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Trouble trouble;

  StoreFailure(Trouble trouble) {
    super(trouble.toString());
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
