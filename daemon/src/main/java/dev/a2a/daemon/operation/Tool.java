package dev.a2a.daemon.operation;

/// An operation as a model sees it. The text is a prompt: when to use it, what comes back, what to
/// do next, the essentials in the first 200 characters.
///
/// @param showsOutput is the schema of its answer listed too?
public record Tool(String name, String title, String text, Hints hints, boolean showsOutput) {

  /// The tool annotations of MCP: hints for the host, promises of nothing.
  public record Hints(
      boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    /// Looks, and changes nothing that anybody would notice.
    static final Hints LOOKS = new Hints(true, false, true, false);

    /// Changes something of the caller's own; twice is like once.
    static final Hints SETS = new Hints(false, false, true, false);

    /// Adds something each time.
    static final Hints ADDS = new Hints(false, false, false, false);

    /// Takes something away; twice is like once.
    static final Hints TAKES = new Hints(false, true, true, false);

    /// Puts something new in the place of what was there.
    static final Hints REPLACES = new Hints(false, true, false, false);

    /// Reaches somebody else.
    static final Hints REACHES = new Hints(false, false, false, true);
  }

  static Tool of(String name, String title, Hints hints, String text) {
    return new Tool(name, title, text.strip().replaceAll("\\s+", " "), hints, false);
  }

  Tool showingOutput() {
    return new Tool(name, title, text, hints, true);
  }
}
