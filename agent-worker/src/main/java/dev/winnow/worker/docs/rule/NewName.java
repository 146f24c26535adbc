package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.Reference.Kind;
import dev.winnow.worker.docs.reference.References;
import java.util.Optional;
import java.util.regex.Pattern;

/** What documents call something that code calls otherwise now. */
final class NewName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*+");
  private static final Pattern SETTING = Pattern.compile("[A-Za-z_][\\w.-]*+");
  private static final Pattern OPTION = Pattern.compile("--[A-Za-z][\\w-]*+");

  private NewName() {}

  /**
   * The new name as the document writes such names.
   *
   * @param spelling how code had spelt what the document names
   * @param now how code spells it now
   * @return empty if the new name is of another kind
   */
  static Optional<String> of(Reference reference, String spelling, String now) {
    if (reference.kind() == Kind.FLAG) {
      return option(reference.name(), spelling, now);
    }
    Pattern pattern = reference.kind() == Kind.KEY ? SETTING : NAME;
    return pattern.matcher(now).matches() ? Optional.of(now) : Optional.empty();
  }

  private static Optional<String> option(String flag, String spelling, String now) {
    if (spelling.startsWith("--")) {
      return OPTION.matcher(now).matches() ? Optional.of(now) : Optional.empty();
    }
    // Of a variable: an option is spelt with dashes unless this one was not.
    if (!Character.isLowerCase(spelling.charAt(0)) || !Character.isLowerCase(now.charAt(0))) {
      return Optional.empty();
    }
    return References.optionsOf(now).stream()
        .filter(
            option ->
                option.contains("_") == flag.contains("_") && hasHump(option) == hasHump(flag))
        .findFirst();
  }

  private static boolean hasHump(String text) {
    return text.chars().anyMatch(Character::isUpperCase);
  }
}
