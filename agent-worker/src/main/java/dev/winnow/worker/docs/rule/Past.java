package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.markup.Span;
import java.util.regex.Pattern;

/** Whether a document speaks of what was. What it says then need not be so now. */
final class Past {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:no longer|formerly|previously|used to be|deprecated|obsolete|legacy|any ?more"
              + "|(?:has|have|had) been (?:removed|replaced|renamed|dropped)"
              + "|(?:was|were) (?:removed|replaced|renamed|dropped|called)"
              + "|renamed (?:from|to)|replaced (?:by|with)|instead of|migrat(?:e|ing|ion)|upgrading)\\b",
          Pattern.CASE_INSENSITIVE);

  private Past() {}

  static boolean in(Span span) {
    return in(span.sentence()) || in(span.headings());
  }

  static boolean in(String sentence) {
    return WORDS.matcher(sentence).find();
  }
}
