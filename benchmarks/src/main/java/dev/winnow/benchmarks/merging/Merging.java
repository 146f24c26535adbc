package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.ChildProcesses;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.util.ArrayList;
import java.util.List;

/** One merge after the other, some to warm up and then those that are measured. */
public final class Merging {
  private Merging() {}

  /** A way to merge. */
  @FunctionalInterface
  public interface Way<T> {
    /** Merges a pair. */
    T merge(MergeCases.Case pair) throws Exception;
  }

  /** Reads what came out; that takes no part of the time. */
  @FunctionalInterface
  public interface Reader<T> {
    /** The tree's id; empty if the two conflict. */
    String tree(T merged) throws Exception;
  }

  /** Merges all in a way that has trees come out, and empty ids where there is a conflict. */
  public static Measured all(MergeCases made, Options options, Way<String> way) throws Exception {
    return all(made, options, way, tree -> tree);
  }

  /** Merges all, and holds each outcome against what is expected. */
  public static <T> Measured all(MergeCases made, Options options, Way<T> way, Reader<T> reader)
      throws Exception {
    List<MergeCases.Case> cases = made.cases();
    int first = options.number("warm-up merges");
    List<MergeCases.Case> warming = cases.subList(0, first);
    require(warming, merged(warming, way), reader);
    List<MergeCases.Case> measured = cases.subList(first, cases.size());
    double children = ChildProcesses.cpuSeconds();
    Stopwatch watch = Stopwatch.start();
    List<T> merged = merged(measured, way);
    Measured took = watch.stop(measured.size(), ChildProcesses.cpuSeconds() - children);
    return took.with("conflicts", require(measured, merged, reader));
  }

  private static <T> List<T> merged(List<MergeCases.Case> cases, Way<T> way) throws Exception {
    List<T> merged = new ArrayList<>();
    for (MergeCases.Case each : cases) {
      merged.add(way.merge(each));
    }
    return merged;
  }

  private static <T> int require(List<MergeCases.Case> cases, List<T> merged, Reader<T> reader)
      throws Exception {
    int conflicts = 0;
    for (int i = 0; i < cases.size(); i++) {
      String tree = reader.tree(merged.get(i));
      cases.get(i).require(tree);
      conflicts += tree.isEmpty() ? 1 : 0;
    }
    return conflicts;
  }
}
