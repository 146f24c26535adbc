package dev.winnow.producers.cli;

import java.util.Map;

/** How a line stands out on a terminal, as ECMA-48 (8.3.117, SGR) has it. */
enum Tone {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  /** Wants to be read. */
  ALERT("33");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** A text in this tone, and plain after it. */
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }

  /**
   * Whether tones are wanted: not where {@code NO_COLOR} is set to anything (no-color.org), nor on
   * a terminal that is {@code dumb}.
   */
  static boolean isWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }
}
