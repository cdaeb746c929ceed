package dev.a2a.bridge.cli.terminal;

/// How a line looks on a terminal with colours.
public enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  WARNING("33");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String escaped) {
    return code.isEmpty() ? escaped : "\u001b[" + code + "m" + escaped + "\u001b[0m";
  }
}
