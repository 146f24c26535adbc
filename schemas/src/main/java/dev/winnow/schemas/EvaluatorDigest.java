package dev.winnow.schemas;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells evaluators apart by what they notice in a patch: what its rungs run, with which environment
 * and for how long, in which ephemeral environment, where metrics come from, whether tests are
 * told, and which paths are protected. How often a rung runs, what that costs and whether the base
 * is measured too do not count. Files that a command reads outside of the checkout are not seen.
 */
public final class EvaluatorDigest {
  /** Another form gets another name, so that no digest of one is taken for that of the other. */
  private static final String FORM = "winnow evaluator 1";

  private EvaluatorDigest() {}

  /**
   * The SHA-256 of an evaluator's canonical form, 64 hexadecimal digits.
   *
   * @param evaluator any evaluator
   */
  public static String of(Evaluator evaluator) {
    Form form = new Form();
    form.add(FORM);
    form.addCount(evaluator.getRungs().size());
    evaluator.getRungs().forEach(rung -> add(rung, form));
    // Their order means nothing, nor does one that is there twice.
    form.addAll(List.copyOf(new TreeSet<>(evaluator.getProtectedPaths())));
    return Sha256.hex(form.toString());
  }

  private static void add(Rung rung, Form form) {
    form.add(rung.getName());
    form.addAll(rung.getCommand());
    addVariables(rung.getEnvironment(), form);
    form.add(Long.toString(rung.getTimeoutMs()));
    form.add(rung.getMetricsFrom().name());
    form.add(rung.getMetricsFile().orElse(""));
    form.add(Boolean.toString(rung.getPaired()));
    // One that reports none of its tests, or one twice, is rejected.
    form.add(Boolean.toString(rung.getOutcomes()));
    // Nothing for a rung without one, so that digests of before there were any stay.
    rung.getEphemeral().ifPresent(environment -> add(environment, form));
  }

  private static void add(EphemeralEnvironment environment, Form form) {
    // No rung has such a name.
    form.add("Environment");
    form.addAll(environment.getUp());
    form.addAll(environment.getReady());
    form.addAll(environment.getDown());
    addVariables(environment.getEnvironment(), form);
    form.add(Long.toString(environment.getTimeoutMs()));
    form.add(Boolean.toString(environment.getExclusive()));
  }

  private static void addVariables(Map<String, String> variables, Form form) {
    form.addCount(variables.size());
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              form.add(name);
              form.add(value);
            });
  }

  /** Texts with their lengths before them: two lists of texts never make the same form. */
  private static final class Form {
    private final StringBuilder text = new StringBuilder();

    void add(String part) {
      text.append(part.length()).append(':').append(part).append('\n');
    }

    void addCount(int count) {
      add(Integer.toString(count));
    }

    void addAll(List<String> parts) {
      addCount(parts.size());
      parts.forEach(this::add);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
