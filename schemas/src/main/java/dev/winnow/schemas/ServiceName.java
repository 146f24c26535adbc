package dev.winnow.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of services as people write them: {@code OrderService}, {@code orders} and {@code Orders
 * API} are one.
 */
public final class ServiceName {
  private static final Set<String> GENERIC =
      Set.of(
          "api",
          "apis",
          "app",
          "application",
          "backend",
          "client",
          "com",
          "contract",
          "http",
          "https",
          "json",
          "microservice",
          "ms",
          "openapi",
          "provider",
          "rest",
          "restful",
          "schema",
          "server",
          "service",
          "spec",
          "svc",
          "swagger",
          "the",
          "yaml",
          "yml");

  private ServiceName() {}

  /** The name without what does not tell services apart. Equal for two names of one service. */
  public static String normal(String name) {
    List<String> words = words(name);
    List<String> telling = new ArrayList<>();
    for (String word : words) {
      if (!GENERIC.contains(word) && !isVersion(word)) {
        telling.add(singular(word));
      }
    }
    return telling.isEmpty() ? String.join("", words) : String.join("", telling);
  }

  /** The words of a name in lower case: split where it is not a letter or digit, and at humps. */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char last = ' ';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean hump = Character.isUpperCase(c) && Character.isLowerCase(last);
      boolean lastOfCapitals =
          Character.isUpperCase(c)
              && Character.isUpperCase(last)
              && i + 1 < name.length()
              && Character.isLowerCase(name.charAt(i + 1));
      if (hump || lastOfCapitals || !Character.isLetterOrDigit(c)) {
        flush(word, words);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      }
      last = c;
    }
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  private static boolean isVersion(String word) {
    return word.matches("v?\\d{1,4}");
  }

  private static String singular(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("s") && !word.endsWith("ss") && word.length() > 3
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
