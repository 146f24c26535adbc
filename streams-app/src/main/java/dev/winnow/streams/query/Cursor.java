package dev.winnow.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Where a page ends, as text that means nothing to clients: they give it back as {@code after}. It
 * names the last item that was sent, so a list that changes between two pages neither repeats nor
 * leaves out what was there all along.
 */
final class Cursor {
  private Cursor() {}

  /**
   * Writes a cursor.
   *
   * @param list the name of the list, so that no cursor is taken for another list's
   * @param position the last item's place in it
   */
  static String of(String list, String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + ' ' + position).getBytes(UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @throws ApiProblem with status 400 if it is none of this list
   */
  static String read(String list, String text) {
    try {
      String read = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      if (read.startsWith(list + ' ')) {
        return read.substring(list.length() + 1);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, with what is expected.
    }
    throw bad();
  }

  /** The answer to a cursor that is none. */
  static ApiProblem bad() {
    return ApiProblem.badParameter(
        "after must be what the page before gave as next; leave it out to begin anew");
  }
}
