package dev.winnow.worker.docs.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tags in a piece of HTML. Reads it once, whatever is in it. */
final class Html {
  private Html() {}

  /**
   * A tag.
   *
   * @param name in lower case, with a slash before it if it closes an element
   * @param attributes in their order
   * @param start where it begins
   * @param end behind its bracket
   */
  record Tag(String name, List<Attribute> attributes, int start, int end) {
    Optional<Attribute> attribute(String wanted) {
      return attributes.stream().filter(attribute -> attribute.name().equals(wanted)).findFirst();
    }
  }

  /** An attribute, its name in lower case, and where its value is. */
  record Attribute(String name, String value, int at) {}

  /** All tags; what is in comments is none. */
  static List<Tag> tags(String html) {
    List<Tag> tags = new ArrayList<>();
    int at = html.indexOf('<');
    while (at >= 0) {
      int end;
      if (html.startsWith("<!--", at)) {
        int close = html.indexOf("-->", at + 4);
        end = close < 0 ? html.length() : close + 3;
      } else {
        end = tag(html, at, tags);
      }
      at = html.indexOf('<', end);
    }
    return tags;
  }

  /** The text without its tags. */
  static String text(String html) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Tag tag : tags(html)) {
      text.append(html, from, tag.start());
      from = tag.end();
    }
    return decoded(text.append(html, from, html.length()).toString().strip());
  }

  /** Reads a tag if there is one; returns where to go on. */
  private static int tag(String html, int start, List<Tag> tags) {
    int at = start + 1;
    if (at < html.length() && html.charAt(at) == '/') {
      at++;
    }
    if (at >= html.length() || !Character.isLetter(html.charAt(at))) {
      return start + 1;
    }
    at = nameEnd(html, at);
    String name = html.substring(start + 1, at).toLowerCase(Locale.ROOT);
    List<Attribute> attributes = new ArrayList<>();
    while (at < html.length() && html.charAt(at) != '>') {
      char c = html.charAt(at);
      if (c == '<') {
        return at; // never closed
      }
      at = isName(c) ? attribute(html, at, attributes) : at + 1;
    }
    int end = Math.min(at + 1, html.length());
    tags.add(new Tag(name, attributes, start, end));
    return end;
  }

  private static int attribute(String html, int start, List<Attribute> attributes) {
    int nameEnd = nameEnd(html, start);
    int at = spaceEnd(html, nameEnd);
    if (at >= html.length() || html.charAt(at) != '=') {
      return nameEnd;
    }
    at = spaceEnd(html, at + 1);
    if (at >= html.length()) {
      return at;
    }
    char quote = html.charAt(at);
    int end;
    int next;
    if (quote == '"' || quote == '\'') {
      at++;
      int close = html.indexOf(quote, at);
      end = close < 0 ? html.length() : close;
      next = Math.min(end + 1, html.length());
    } else {
      end = at;
      while (end < html.length()
          && html.charAt(end) != '>'
          && !Character.isWhitespace(html.charAt(end))) {
        end++;
      }
      next = end;
    }
    String name = html.substring(start, nameEnd).toLowerCase(Locale.ROOT);
    attributes.add(new Attribute(name, decoded(html.substring(at, end).strip()), at));
    return next;
  }

  private static int nameEnd(String html, int from) {
    int end = from;
    while (end < html.length() && isName(html.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':';
  }

  private static int spaceEnd(String html, int from) {
    int end = from;
    while (end < html.length() && Character.isWhitespace(html.charAt(end))) {
      end++;
    }
    return end;
  }

  static String decoded(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }
}
