package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of patches in a contest: a worker computes hashes and sketch of each, workers beside
 * each other as there are cores; then the topology finds cluster and family of one after the other.
 */
public final class WinnowNearDuplicates implements Contender {
  private static final double USUAL_SIMILARITY = 0.7;

  @Override
  public Measured run(Options options) throws IOException {
    Submissions submissions = new SubmissionMaker(options).make();
    List<Path> all = submissions.all();
    List<Path> some = all.subList(0, options.number("warm-up submissions"));
    long end = System.nanoTime() + options.number("warm-up s") * 1_000_000_000L;
    while (System.nanoTime() < end) {
      families(some);
    }
    int passes = options.number("passes");
    Map<String, String> families = Map.of();
    Stopwatch watch = Stopwatch.start();
    for (int i = 0; i < passes; i++) {
      families = families(all);
    }
    Measured measured = watch.stop((double) passes * all.size());
    submissions.writeFamilies(families);
    return measured
        .with("families", new HashSet<>(families.values()).size())
        .with(Submissions.SEARCHED, searched(all, options.number("searches")));
  }

  /** How many are searched in a CPU-second when hashes and sketches are there already. */
  private static double searched(List<Path> folders, int searches) {
    List<Prints> prints = prints(folders);
    for (int i = 0; i < searches; i++) {
      families(folders, prints);
    }
    Stopwatch watch = Stopwatch.start();
    for (int i = 0; i < searches; i++) {
      families(folders, prints);
    }
    return searches * folders.size() / watch.stop(0).cpuSeconds();
  }

  /** The family of each. */
  private static Map<String, String> families(List<Path> folders) {
    return families(folders, prints(folders));
  }

  private static Map<String, String> families(List<Path> folders, List<Prints> prints) {
    MemoryIndex index = new MemoryIndex(USUAL_SIMILARITY);
    Map<String, String> ofClusters = new HashMap<>();
    Map<String, String> families = new TreeMap<>();
    for (int i = 0; i < folders.size(); i++) {
      Prints each = prints.get(i);
      families.put(
          folders.get(i).getFileName().toString(),
          ofClusters.computeIfAbsent(each.cluster(), id -> index.add(each).familyId()));
    }
    return families;
  }

  private static List<Prints> prints(List<Path> folders) {
    return folders.parallelStream().map(WinnowNearDuplicates::prints).toList();
  }

  private static Prints prints(Path folder) {
    try {
      String text = Files.readString(folder.resolve(Submissions.FILE), UTF_8);
      return Prints.of(new Subject("", Submissions.FILE, "", text), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
