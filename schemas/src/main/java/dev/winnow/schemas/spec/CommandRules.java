package dev.winnow.schemas.spec;

import dev.winnow.schemas.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of a command and its environment: sizes, and placeholders that have a value everywhere. */
final class CommandRules {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String PARAMETER_PREFIX = "parameters.";

  /**
   * A variable of the worker's own environment: how an agent or a judge gets a secret that no
   * record holds.
   */
  private static final Pattern WORKER_VARIABLE = Pattern.compile("env\\.[A-Za-z_][A-Za-z0-9_]*");

  private static final List<String> OF_AGENT =
      List.of("prompt", "promptFile", "task", "variant", "attempt", "number");
  private static final List<String> OF_RUNG = List.of("task", "variant", "attempt");

  /** None that says whose patch it is. */
  private static final List<String> OF_JUDGE = List.of("prompt", "promptFile", "task");

  private static final int MOST_WORDS = 256;
  private static final int MOST_VARIABLES = 256;
  private static final int LONGEST_TEXT = 32_768;

  private final List<String> placeholders;
  private final List<Variant> variants;
  private final Set<String> parametersOfAll;
  private final Optional<String> whyNoParameters;
  private final ProblemList problems;

  private CommandRules(
      List<String> placeholders,
      List<Variant> variants,
      String whyNoParameters,
      ProblemList problems) {
    this.placeholders = placeholders;
    this.variants = variants;
    this.parametersOfAll = parametersOfAll(variants);
    this.whyNoParameters = Optional.ofNullable(whyNoParameters);
    this.problems = problems;
  }

  static CommandRules forAgent(List<Variant> variants, ProblemList problems) {
    return new CommandRules(OF_AGENT, variants, null, problems);
  }

  static CommandRules forRung(List<Variant> variants, ProblemList problems) {
    return new CommandRules(OF_RUNG, variants, null, problems);
  }

  /** Rungs of a merge tournament, which judge several patches at once. */
  static CommandRules forMergedRung(ProblemList problems) {
    return new CommandRules(
        OF_RUNG, List.of(), "which no combination of patches has a value for", problems);
  }

  static CommandRules forJudge(ProblemList problems) {
    return new CommandRules(
        OF_JUDGE, List.of(), "which would tell the judge whose patch it sees", problems);
  }

  void checkCommand(Field field, List<String> command) {
    if (command.isEmpty() || command.get(0).isBlank()) {
      problems.add(field, command.isEmpty() ? "is empty" : "starts with an empty text");
    } else if (command.size() > MOST_WORDS) {
      problems.add(field, "has more than " + MOST_WORDS + " items", "put the command in a script");
    }
    checkTexts(field, command);
  }

  /** Arguments that a program gets besides those of its own. */
  void checkArguments(Field field, List<String> arguments) {
    if (arguments.size() > MOST_WORDS) {
      problems.add(field, "has more than " + MOST_WORDS + " items");
    }
    checkTexts(field, arguments);
  }

  private void checkTexts(Field field, List<String> texts) {
    for (int index = 0; index < texts.size() && !problems.isFull(); index++) {
      checkText(field.then(index), texts.get(index));
    }
  }

  void checkEnvironment(Field field, Map<String, String> environment) {
    if (environment.size() > MOST_VARIABLES) {
      problems.add(field, "has more than " + MOST_VARIABLES + " entries");
    }
    environment.forEach(
        (name, value) -> {
          if (!VARIABLE.matcher(name).matches()) {
            problems.add(field, "has a name that is not allowed");
          } else if (name.startsWith("WINNOW_")) {
            problems.add(
                field.then(name),
                "cannot be set: Winnow sets the variables that start with WINNOW_",
                "give it another name");
          }
          checkText(field.then(name), value);
        });
  }

  /** One text that may hold placeholders. */
  void checkText(Field field, String text) {
    problems.requireSize(field, text, LONGEST_TEXT);
    Matcher found = PLACEHOLDER.matcher(text);
    Set<String> seen = new HashSet<>();
    while (found.find() && !problems.isFull()) {
      String name = found.group(1);
      if (!seen.add(name) || placeholders.contains(name) || isWorkerVariable(name)) {
        continue;
      }
      if (name.startsWith(PARAMETER_PREFIX)) {
        checkParameter(field, name.substring(PARAMETER_PREFIX.length()));
      } else {
        problems.add(field, "holds {{" + name + "}}, which stands for nothing", mend(name));
      }
    }
  }

  private boolean isWorkerVariable(String name) {
    return placeholders != OF_RUNG && WORKER_VARIABLE.matcher(name).matches();
  }

  private void checkParameter(Field field, String parameter) {
    if (whyNoParameters.isPresent()) {
      problems.add(
          field, "holds {{parameters." + parameter + "}}, " + whyNoParameters.get(), "take it out");
      return;
    }
    if (parametersOfAll.contains(parameter) || variants.isEmpty()) {
      return;
    }
    Variant without =
        variants.stream()
            .filter(variant -> !variant.getParameters().containsKey(parameter))
            .findFirst()
            .orElseThrow();
    Set<String> known = new TreeSet<>(without.getParameters().keySet());
    String question = NearNames.question(parameter, known);
    problems.add(
        field,
        "holds {{parameters.%s}}, which variant %s does not have"
            .formatted(parameter, without.getName()),
        question.isEmpty() ? "give every variant the parameter " + parameter : question);
  }

  private static Set<String> parametersOfAll(List<Variant> variants) {
    Set<String> common = new HashSet<>();
    if (!variants.isEmpty()) {
      common.addAll(variants.get(0).getParameters().keySet());
      variants.forEach(variant -> common.retainAll(variant.getParameters().keySet()));
    }
    return common;
  }

  private String mend(String name) {
    List<String> known = new ArrayList<>(placeholders);
    if (!variants.isEmpty()) {
      new TreeSet<>(variants.get(0).getParameters().keySet())
          .forEach(parameter -> known.add(PARAMETER_PREFIX + parameter));
    }
    return SpecSchema.unknown(name.strip(), known);
  }
}
