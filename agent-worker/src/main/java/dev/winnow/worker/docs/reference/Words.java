package dev.winnow.worker.docs.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The parts of names, and how other languages spell them. */
final class Words {
  private Words() {}

  /** Whether a name has more than one word in it: nobody writes it by chance. */
  static boolean isCompound(String name) {
    return split(name).size() > 1;
  }

  /** Lower-case words of a name in any casing. */
  static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isSeparator = c == '_' || c == '-';
      boolean isHump =
          Character.isUpperCase(c)
              && i > 0
              && (Character.isLowerCase(name.charAt(i - 1))
                  || (i + 1 < name.length()
                      && Character.isUpperCase(name.charAt(i - 1))
                      && Character.isLowerCase(name.charAt(i + 1))));
      if ((isSeparator || isHump) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (!isSeparator) {
        word.append(Character.toLowerCase(c));
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** How code may spell an option {@code --so-named}. */
  static Set<String> ofFlag(String flag) {
    String bare = flag.replaceFirst("^-+", "");
    Set<String> spellings = new LinkedHashSet<>(List.of(flag));
    List<String> words = split(bare);
    if (words.size() > 1) {
      spellings.add(bare);
      spellings.addAll(ofName(bare));
    } else {
      // A single word counts only as a text of its own.
      spellings.add('"' + bare + '"');
      spellings.add('\'' + bare + '\'');
      spellings.add('`' + bare + '`');
    }
    return spellings;
  }

  /** Options that code may spell so; the one with dashes first. */
  static List<String> toFlags(String name) {
    List<String> words = split(name);
    return List.of(
        "--" + String.join("-", words), "--" + String.join("_", words), "--" + camel(words));
  }

  /** How code may spell a name: with dashes, with lines, or with humps. */
  static Set<String> ofName(String name) {
    List<String> words = split(name);
    Set<String> spellings = new LinkedHashSet<>();
    if (!words.isEmpty()) {
      String camel = camel(words);
      spellings.add(String.join("-", words));
      spellings.add(String.join("_", words));
      spellings.add(String.join("_", words).toUpperCase(Locale.ROOT));
      spellings.add(camel);
      spellings.add(camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1));
    }
    return spellings;
  }

  private static String camel(List<String> words) {
    StringBuilder camel = new StringBuilder(words.get(0));
    for (String word : words.subList(1, words.size())) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.toString();
  }
}
