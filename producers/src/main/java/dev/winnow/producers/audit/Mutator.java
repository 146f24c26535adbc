package dev.winnow.producers.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes mutants: the agent of an audit's task.
 *
 * @param command its program and arguments
 * @param readable absolute paths that it reads, outside of the checkout
 */
public record Mutator(List<String> command, List<String> readable) {
  public Mutator {
    command = List.copyOf(command);
    readable = List.copyOf(readable);
  }

  /**
   * Winnow's own operators for Java.
   *
   * @param program Winnow's own
   * @param seed of the order in which mutants are drawn
   * @param paths git pathspecs with glob magic, of the files that may be changed; empty for all
   * @param protectedPaths of those that may not
   */
  public static Mutator forJava(
      OwnProgram program, long seed, List<String> paths, List<String> protectedPaths) {
    List<String> command = new ArrayList<>(program.words());
    command.addAll(List.of("mutate", "--number={{number}}", "--seed=" + seed));
    paths.forEach(path -> command.add("--paths=" + path));
    protectedPaths.forEach(path -> command.add("--protected=" + path));
    return new Mutator(command, program.readable());
  }

  /**
   * A user's own command.
   *
   * @param line read by a shell in the checkout
   * @param seed handed on to it as {@code WINNOW_SEED}
   */
  public static Mutator of(String line, long seed) {
    // A spec cannot set variables of this name; this is no spec's.
    return new Mutator(
        List.of("env", "WINNOW_MUTANT={{number}}", "WINNOW_SEED=" + seed, "sh", "-c", line),
        List.of());
  }
}
