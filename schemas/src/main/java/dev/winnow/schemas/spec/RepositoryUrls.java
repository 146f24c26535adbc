package dev.winnow.schemas.spec;

import java.util.regex.Pattern;

/**
 * Which texts name a repository the same way on every machine. Only transports that fetch: git's
 * {@code ext::} runs any command, and a leading dash would be read as an option.
 */
final class RepositoryUrls {

  private static final Pattern URL = Pattern.compile("^(?:https?|ssh|git|file)://[^\\s-][^\\s]*$");
  private static final Pattern SSH_SHORT =
      Pattern.compile("^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!:)[^\\s]+$");
  private static final Pattern WITH_SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//|:).*");

  private RepositoryUrls() {}

  /** Whether this is an absolute path or a URL that git can be given. */
  static boolean isAbsolute(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    if (text.startsWith("/")) {
      return true;
    }
    return URL.matcher(text).matches()
        || (SSH_SHORT.matcher(text).matches() && !WITH_SCHEME.matcher(text).matches());
  }
}
