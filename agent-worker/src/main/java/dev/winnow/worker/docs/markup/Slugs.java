package dev.winnow.worker.docs.markup;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The anchors that hosts and site generators make of headings. */
final class Slugs {
  private final Map<String, Integer> uses = new HashMap<>();
  private final Set<String> anchors = new LinkedHashSet<>();

  /** Adds what a heading may be linked by. */
  void heading(String text) {
    String slug = slug(text);
    int earlier = uses.merge(slug, 1, Integer::sum) - 1;
    String unique = earlier == 0 ? slug : slug + "-" + earlier;
    anchors.add(unique);
    // GitLab and most site generators run several dashes together.
    anchors.add(unique.replaceAll("-{2,}+", "-"));
  }

  /** Adds an anchor that the document gives itself. */
  void explicit(String id) {
    if (!id.isEmpty()) {
      anchors.add(id);
    }
  }

  Set<String> anchors() {
    return anchors;
  }

  /** As GitHub does: letters, digits, dashes and underscores stay, and spaces become dashes. */
  private static String slug(String text) {
    StringBuilder slug = new StringBuilder();
    text.strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> {
              if (c == ' ') {
                slug.append('-');
              } else if (isKept(c)) {
                slug.appendCodePoint(c);
              }
            });
    return slug.toString();
  }

  private static boolean isKept(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> c == '-' || Character.isLetterOrDigit(c);
    };
  }
}
