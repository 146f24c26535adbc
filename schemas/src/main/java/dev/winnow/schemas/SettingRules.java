package dev.winnow.schemas;

import java.util.Map;

/** What settings of a process may be. What is wrong is an error that names the key and the mend. */
public final class SettingRules {
  private SettingRules() {}

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static int integer(Map<String, String> config, String key) {
    String value = config.get(key);
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + " is '" + value + "'; it has to be a whole number", e);
    }
  }

  /**
   * Requires a number between two, which may be it.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireRange(String key, long value, long least, long most) {
    require(
        value >= least && value <= most,
        key,
        Long.toString(value),
        "between " + least + " and " + most);
  }

  /**
   * Requires a name that can be part of a client's or group's.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static void requireName(String key, String name) {
    require(
        name.matches("[A-Za-z0-9._-]{1,100}"),
        key,
        name,
        "a name of up to 100 letters, digits, dots, dashes and underscores");
  }

  /**
   * Requires anything else.
   *
   * @param wanted what it has to be
   * @throws IllegalArgumentException if it is not right
   */
  public static void require(boolean isRight, String key, String value, String wanted) {
    if (!isRight) {
      throw new IllegalArgumentException(key + " is '" + value + "'; it has to be " + wanted);
    }
  }
}
