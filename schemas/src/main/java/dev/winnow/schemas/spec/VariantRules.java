package dev.winnow.schemas.spec;

import dev.winnow.schemas.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of a task's variants. */
final class VariantRules {

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
  private static final int MOST_VARIANTS = 100_000;
  private static final int MOST_ATTEMPTS = 1_000_000;
  private static final int MOST_ATTEMPTS_IN_ALL = 10_000_000;
  private static final int MOST_PARAMETERS = 64;
  private static final int LONGEST_VALUE = 4_096;
  private static final int LONGEST_PROMPT = 262_144;

  private VariantRules() {}

  static void check(List<Variant> variants, ProblemList problems) {
    Field all = Field.of("variants");
    if (variants.isEmpty()) {
      problems.add(all, "is empty");
    } else if (variants.size() > MOST_VARIANTS) {
      problems.add(all, "has more than 100,000 items", "split the task in several");
      return;
    }
    Map<String, Integer> names = new HashMap<>();
    long attempts = 0;
    for (int index = 0; index < variants.size() && !problems.isFull(); index++) {
      Variant variant = variants.get(index);
      Field field = all.then(index);
      Integer other = names.putIfAbsent(variant.getName(), index);
      if (!TaskRules.NAME.matcher(variant.getName()).matches()) {
        problems.add(field.then("name"), "is not a name");
      } else if (other != null) {
        problems.add(
            field.then("name"),
            "is " + variant.getName() + " as is that of " + all.then(other),
            "give each variant a name of its own");
      }
      problems.requireRange(field.then("attempts"), variant.getAttempts(), 1, MOST_ATTEMPTS);
      attempts += variant.getAttempts();
      variant
          .getPrompt()
          .ifPresent(prompt -> problems.requireSize(field.then("prompt"), prompt, LONGEST_PROMPT));
      checkParameters(field.then("parameters"), variant.getParameters(), problems);
    }
    if (attempts > MOST_ATTEMPTS_IN_ALL) {
      problems.add(all, "have more than 10,000,000 attempts in all", "split the task in several");
    }
  }

  private static void checkParameters(
      Field field, Map<String, String> parameters, ProblemList problems) {
    if (parameters.size() > MOST_PARAMETERS) {
      problems.add(field, "has more than " + MOST_PARAMETERS + " entries");
    }
    parameters.forEach(
        (name, value) -> {
          if (!PARAMETER.matcher(name).matches()) {
            problems.add(field, "has a name that is not allowed");
          }
          problems.requireSize(field.then(name), value, LONGEST_VALUE);
        });
  }
}
