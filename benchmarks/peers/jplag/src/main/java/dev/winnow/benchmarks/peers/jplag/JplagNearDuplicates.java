package dev.winnow.benchmarks.peers.jplag;

import de.jplag.GreedyStringTiling;
import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.SubmissionSet;
import de.jplag.SubmissionSetBuilder;
import de.jplag.clustering.ClusteringOptions;
import de.jplag.exceptions.ExitException;
import de.jplag.java.Language;
import de.jplag.options.JPlagOptions;
import de.jplag.strategy.ParallelComparisonStrategy;
import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import dev.winnow.benchmarks.duplicates.Submissions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JPlag with its defaults: it reads all programs and compares each with each, on all cores. Its
 * clustering is left out, which comes behind the comparison and only takes time.
 */
public final class JplagNearDuplicates implements Contender {
  private static final double ALIKE = 0.9;
  private static final double DIFFERENT = 0.5;

  @Override
  public Measured run(Options options) throws IOException, ExitException {
    Submissions submissions = Submissions.of(options);
    Map<String, String> families = submissions.families();
    List<Path> all = submissions.all();
    warmUp(all.subList(0, options.number("warm-up submissions")), options.number("warm-up s"));
    Stopwatch watch = Stopwatch.start();
    JPlagResult result = compare(submissions.programs());
    Measured measured = watch.stop(all.size());
    require(all.size(), result.getNumberOfSubmissions());
    require(all.size() * (all.size() - 1) / 2, result.getAllComparisons().size());
    return shares(measured, result.getAllComparisons(), families)
        .with(Submissions.SEARCHED, searched(submissions.programs(), all.size()));
  }

  private static JPlagResult compare(Path programs) throws ExitException {
    return new JPlag(options(programs)).run();
  }

  /** The comparison alone, of programs whose tokens are there already. */
  private static double searched(Path programs, int count) throws ExitException {
    JPlagOptions options = options(programs);
    SubmissionSet read = new SubmissionSetBuilder(new Language(), options).buildSubmissionSet();
    Stopwatch watch = Stopwatch.start();
    new ParallelComparisonStrategy(options, new GreedyStringTiling(options))
        .compareSubmissions(read);
    return count / watch.stop(0).cpuSeconds();
  }

  private static JPlagOptions options(Path programs) {
    return new JPlagOptions(new Language(), Set.of(programs.toFile()), Set.<File>of())
        .withClusteringOptions(new ClusteringOptions().withEnabled(false));
  }

  private static void warmUp(List<Path> some, int seconds) throws IOException, ExitException {
    Path folder = Files.createTempDirectory("winnow-jplag");
    try {
      for (Path each : some) {
        Path copy = Files.createDirectory(folder.resolve(each.getFileName()));
        try (var files = Files.list(each)) {
          for (Path file : files.toList()) {
            Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        require(some.size(), compare(folder).getNumberOfSubmissions());
      }
    } finally {
      try (var made = Files.walk(folder)) {
        made.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
      }
    }
  }

  /** What Winnow makes of JPlag's pairs, and JPlag of Winnow's. */
  private static Measured shares(
      Measured measured, List<JPlagComparison> pairs, Map<String, String> families) {
    long alike = 0;
    long found = 0;
    long together = 0;
    long wrong = 0;
    for (JPlagComparison pair : pairs) {
      String first = families.get(pair.firstSubmission().getName());
      boolean isTogether = first.equals(families.get(pair.secondSubmission().getName()));
      boolean isAlike = pair.similarity() >= ALIKE;
      alike += isAlike ? 1 : 0;
      found += isAlike && isTogether ? 1 : 0;
      together += isTogether ? 1 : 0;
      wrong += isTogether && pair.similarity() < DIFFERENT ? 1 : 0;
      if (isAlike && !isTogether) {
        System.out.printf(
            "not found: %s and %s, %.3f%n",
            pair.firstSubmission().getName(), pair.secondSubmission().getName(), pair.similarity());
      }
    }
    return measured
        .with("pairs of 0.9 and more", alike)
        .with("share of pairs found by Winnow", (double) found / alike)
        .with("pairs of Winnow's families", together)
        .with("of them below 0.5", wrong);
  }

  private static void require(int expected, int seen) {
    if (expected != seen) {
      throw new IllegalStateException("JPlag has " + seen + ", and there are " + expected);
    }
  }
}
