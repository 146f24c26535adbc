package dev.winnow.benchmarks.duplicates;

import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.quality.Proportion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Injects clones and prints what the tiers make of them. */
@Command(
    name = "duplicate-quality",
    description = "Precision and recall of merging, and of families, on injected clones.")
public final class DuplicateQualityMain implements Callable<Integer> {
  private static final String LOG_SETTING = "logback.configurationFile";
  private static final String ROW = "%-30s %6s  %-22s %-22s %-22s%n";
  private static final int DONE = 0;
  private static final int NO_SOURCES = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sources",
      paramLabel = "PATH",
      description =
          "A folder or an archive of Java source. May be repeated. Default: the JDK's src.zip, or"
              + " else the source archives in the local Maven repository.")
  private List<Path> sources = List.of();

  @Option(
      names = "--example",
      paramLabel = "DIR",
      defaultValue = "examples/cache-contest",
      description = "The demo. Default: ${DEFAULT-VALUE}.")
  private Path example;

  @Option(
      names = "--methods",
      paramLabel = "N",
      defaultValue = "400",
      description = "How many methods are drawn from the sources. Default: ${DEFAULT-VALUE}.")
  private int methods;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which methods, and which places in them. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threshold",
      paramLabel = "S",
      defaultValue = "0.7",
      description = "The similarity from which on patches are a family. Default: ${DEFAULT-VALUE}.")
  private double threshold;

  @Option(names = "--list", description = "List wrong merges, and different subjects in a family.")
  private boolean list;

  @Mixin private HelpOption help;

  private DuplicateQualityMain() {}

  /** Runs it and ends the JVM with 0, or with 2 if there are no sources. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_SETTING) == null) {
      System.setProperty(LOG_SETTING, "dev/winnow/benchmarks/logback.xml");
    }
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new DuplicateQualityMain());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Path> found = sources.isEmpty() ? usualSources() : sources;
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("There is no Java source here; name some: --sources");
      return NO_SOURCES;
    }
    List<Subject> patches = DemoPatches.of(example);
    demo(out, patches);
    print(out, "The demo's patches", CloneScore.of(distinct(patches), threshold, seed));
    List<Subject> drawn = JavaMethods.draw(found, methods, seed);
    print(out, "Methods of " + found.get(0).getFileName(), CloneScore.of(drawn, threshold, seed));
    out.flush();
    return DONE;
  }

  /** What the contest itself would make of the demo, one patch after the other. */
  private void demo(PrintWriter out, List<Subject> patches) {
    MemoryIndex index = new MemoryIndex(threshold);
    Map<String, List<String>> clusters = new LinkedHashMap<>();
    Map<String, List<String>> families = new LinkedHashMap<>();
    for (Subject patch : patches) {
      Prints prints = Prints.of(patch, patch.text());
      List<String> cluster = clusters.computeIfAbsent(prints.cluster(), id -> new ArrayList<>());
      if (cluster.isEmpty()) {
        families
            .computeIfAbsent(index.add(prints).familyId(), id -> new ArrayList<>())
            .add(patch.name());
      }
      cluster.add(patch.name());
    }
    out.printf(
        "The demo: %d patches, %d clusters, %d families%n",
        patches.size(), clusters.size(), families.size());
    clusters.values().stream()
        .filter(names -> names.size() > 1)
        .forEach(names -> out.println("  the same: " + String.join(", ", names)));
    families.values().stream()
        .filter(names -> names.size() > 1)
        .forEach(names -> out.println("  alike:    " + String.join(", ", names)));
    out.println();
  }

  /** Without patches that are no Java, and without those that are copies of others on purpose. */
  private static List<Subject> distinct(List<Subject> patches) {
    return patches.stream()
        .filter(patch -> !patch.name().startsWith("dup-") && !patch.name().startsWith("broken-s"))
        .toList();
  }

  private void print(PrintWriter out, String title, CloneScore score) {
    out.printf("%s: %d%n", title, score.subjects());
    out.printf(ROW, "clones", "", "merged by exact hash", "merged", "in the family");
    score
        .rows()
        .forEach(
            (kind, row) ->
                out.printf(
                    ROW,
                    (kind.isSame() ? "= " : "# ") + name(kind),
                    row.clones(),
                    text(row.exactly()),
                    text(row.all()),
                    text(row.family())));
    out.printf(
        "precision of merging %s, recall %s; %d wrong merges; %d different ones in a family%n%n",
        text(score.precision()), text(score.recall()), score.wrong().size(), score.alike().size());
    if (list) {
      score.wrong().forEach(each -> out.println("  wrong: " + each));
      score.alike().forEach(each -> out.println("  alike: " + each));
      out.println();
    }
  }

  private static String name(CloneKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(Proportion proportion) {
    return proportion.isKnown()
        ? String.format(
            Locale.ROOT,
            "%.3f [%.3f, %.3f]",
            proportion.value(),
            proportion.low(),
            proportion.high())
        : "-";
  }

  private static List<Path> usualSources() throws IOException {
    for (String home : new String[] {System.getProperty("java.home"), System.getenv("JAVA_HOME")}) {
      if (home != null && Files.isReadable(Path.of(home, "lib", "src.zip"))) {
        return List.of(Path.of(home, "lib", "src.zip"));
      }
    }
    Path maven = Path.of(System.getProperty("user.home"), ".m2", "repository");
    if (!Files.isDirectory(maven)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(maven)) {
      return files.filter(file -> file.toString().endsWith("-sources.jar")).sorted().toList();
    }
  }
}
