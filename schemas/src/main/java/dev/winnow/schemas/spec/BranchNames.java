package dev.winnow.schemas.spec;

import java.util.List;
import java.util.regex.Pattern;

/** Which texts git takes for the name of a branch. */
final class BranchNames {
  private static final int LONGEST = 250;
  private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]");
  private static final List<String> FORBIDDEN_WORDS = List.of("..", "@{", "//");

  private BranchNames() {}

  /**
   * Whether it is one, without {@code refs/heads/}: the rules of {@code git check-ref-format
   * --branch}.
   */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !text.equals("HEAD")
        && !text.startsWith("-")
        && !text.startsWith("refs/")
        && !text.startsWith("/")
        && !text.endsWith("/")
        && !text.endsWith(".")
        && !text.equals("@")
        && !FORBIDDEN.matcher(text).find()
        && FORBIDDEN_WORDS.stream().noneMatch(text::contains)
        && List.of(text.split("/")).stream()
            .noneMatch(part -> part.startsWith(".") || part.endsWith(".lock"));
  }
}
