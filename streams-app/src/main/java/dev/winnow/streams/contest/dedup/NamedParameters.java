package dev.winnow.streams.contest.dedup;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parameters of variants that an evaluator's commands are told. What is measured then depends
 * on them and not on the patch alone, so they are a part of what a candidate is.
 */
public final class NamedParameters {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s*parameters\\.([A-Za-z0-9_.-]+)\\s*}}");

  private NamedParameters() {}

  /** Their names, in alphabetical order; empty if the evaluator is told none. */
  public static SortedSet<String> of(Evaluator evaluator) {
    SortedSet<String> names = new TreeSet<>();
    evaluator.getRungs().stream()
        .flatMap(NamedParameters::texts)
        .map(PLACEHOLDER::matcher)
        .flatMap(Matcher::results)
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  /**
   * What they are for a variant.
   *
   * @return by name; without those that the variant does not have, with which nothing can be run
   * @throws IllegalStateException if the task has no such variant
   */
  public static SortedMap<String, String> of(Task task, String variant) {
    SortedMap<String, String> values = new TreeMap<>();
    SortedSet<String> names = of(task.getEvaluator());
    if (!names.isEmpty()) {
      Variant known =
          task.getVariants().stream()
              .filter(each -> each.getName().equals(variant))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("task has no variant " + variant));
      values.putAll(known.getParameters());
      values.keySet().retainAll(names);
    }
    return values;
  }

  /** All texts of a rung that may hold placeholders. */
  private static Stream<String> texts(Rung rung) {
    return Stream.of(
            rung.getCommand().stream(),
            rung.getEnvironment().values().stream(),
            rung.getEphemeral().stream().flatMap(NamedParameters::texts))
        .flatMap(texts -> texts);
  }

  private static Stream<String> texts(EphemeralEnvironment environment) {
    return Stream.of(
            environment.getUp().stream(),
            environment.getReady().stream(),
            environment.getDown().stream(),
            environment.getEnvironment().values().stream())
        .flatMap(texts -> texts);
  }
}
