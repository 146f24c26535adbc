package dev.winnow.local.doctor;

/**
 * What a check found.
 *
 * @param check what was looked at, a word or two
 * @param level how bad it is
 * @param found one sentence
 * @param mend a command to type, or what else to do; empty where all is well
 */
record Finding(String check, Level level, String found, String mend) {

  /** How bad it is. */
  enum Level {
    OK,
    /** It works, with less. */
    WARNING,
    /** It does not work. */
    FAULT
  }

  static Finding ok(String check, String found) {
    return new Finding(check, Level.OK, found, "");
  }

  static Finding warning(String check, String found, String mend) {
    return new Finding(check, Level.WARNING, found, mend);
  }

  static Finding fault(String check, String found, String mend) {
    return new Finding(check, Level.FAULT, found, mend);
  }
}
