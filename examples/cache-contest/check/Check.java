import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs all variants of task.yaml without Winnow, ranks them, and compares with expected.tsv. See
 * check.sh, which starts it.
 *
 * <p>It knows task.yaml by the layout that it has: one line for a variant, a rung, an objective.
 */
public final class Check {
  private static final Pattern VARIANT =
      Pattern.compile(
          "  - \\{name: (\\S+), parameters: \\{policy: (\\S+), settings: (.*), style: (\\S+)\\}\\}");
  private static final Pattern RUNG =
      Pattern.compile("    - \\{name: (\\S+), command: .*, timeout: (\\d+)s.*\\}");
  private static final Pattern OBJECTIVE =
      Pattern.compile("  - \\{metric: (\\S+), goal: (\\S+), tolerance: (\\S+)\\}");
  private static final Pattern METRIC = Pattern.compile("\"([a-z_0-9]+)\": (-?[0-9.]+)");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  record Variant(String name, String policy, String settings, String style) {}

  record Rung(String name, int timeoutSeconds) {}

  record Objective(String metric, boolean maximize, BigDecimal tolerance) {
    long bucket(Run run) {
      BigDecimal value = BigDecimal.valueOf(run.metrics.get(metric));
      long bucket = value.divide(tolerance).setScale(0, java.math.RoundingMode.FLOOR).longValue();
      return maximize ? -bucket : bucket;
    }
  }

  /** What came of one variant. */
  static final class Run {
    final Variant variant;
    String outcome = "";
    String reason = "";
    String code = "";
    double cost;
    double seconds;
    Map<String, Double> metrics = new LinkedHashMap<>();

    Run(Variant variant) {
      this.variant = variant;
    }

    Run end(String outcome, String reason) {
      this.outcome = outcome;
      this.reason = reason.strip();
      return this;
    }
  }

  record Ended(int status, boolean timedOut, String out, String err) {}

  private final Path home;
  private final List<Rung> rungs = new ArrayList<>();
  private final List<Objective> objectives = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();

  private Check(Path home) throws IOException {
    this.home = home;
    for (String line : Files.readAllLines(home.resolve("task.yaml"))) {
      Matcher m = VARIANT.matcher(line);
      if (m.matches()) {
        variants.add(new Variant(m.group(1), m.group(2), m.group(3), m.group(4)));
      } else if ((m = RUNG.matcher(line)).matches()) {
        rungs.add(new Rung(m.group(1), Integer.parseInt(m.group(2))));
      } else if ((m = OBJECTIVE.matcher(line)).matches()) {
        boolean maximize = m.group(2).equals("maximize");
        objectives.add(new Objective(m.group(1), maximize, new BigDecimal(m.group(3))));
      }
    }
  }

  /** Arguments: the folder of task.yaml, how many at once, and variants, or none for all. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Check check = new Check(Path.of(arguments[0]).toAbsolutePath().normalize());
    List<String> names = List.of(arguments).subList(2, arguments.length);
    List<String> faults = check.run(Integer.parseInt(arguments[1]), names);
    faults.forEach(fault -> System.out.println("UNEXPECTED: " + fault));
    System.out.println(faults.isEmpty() ? "all as expected" : faults.size() + " unexpected");
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private List<String> run(int atOnce, List<String> names)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    List<Future<Run>> futures = new ArrayList<>();
    for (Variant variant : variants) {
      if (names.isEmpty() || names.contains(variant.name)) {
        futures.add(threads.submit(() -> run(variant)));
      }
    }
    List<Run> runs = new ArrayList<>();
    for (Future<Run> future : futures) {
      runs.add(future.get());
    }
    threads.shutdown();
    List<Run> ranked = rank(runs);
    print(runs, ranked);
    return compare(runs, ranked, names.isEmpty());
  }

  private Run run(Variant variant) throws IOException, InterruptedException {
    Run run = new Run(variant);
    long start = System.nanoTime();
    Path folder = Files.createTempDirectory("cache-contest-check");
    try {
      return run(run, folder);
    } finally {
      run.seconds = (System.nanoTime() - start) / 1e9;
      delete(folder);
    }
  }

  private Run run(Run run, Path folder) throws IOException, InterruptedException {
    Path checkout = folder.resolve("checkout");
    copy(home.resolve("repository"), checkout);
    Variant v = run.variant;
    String script = home.resolve("agent/agent.sh").toString();
    Ended agent =
        execute(folder, 30, List.of("sh", script, v.policy, v.settings, v.style));
    if (agent.status != 0) {
      return run.end("AGENT_FAILED", agent.err);
    }
    run.cost = metrics(Files.readString(folder.resolve("report.json"))).getOrDefault("cost", 0.0);
    String written = Files.readString(checkout.resolve("src/cache/Candidate.java"));
    run.code = COMMENT.matcher(written).replaceAll(" ").replaceAll("\\s+", " ");
    if (!contents(home.resolve("repository/harness")).equals(contents(checkout.resolve("harness")))) {
      return run.end("REJECTED_BY_GATE", "changes protected paths");
    }
    for (Rung rung : rungs) {
      List<String> command = List.of("sh", "harness/evaluate.sh", rung.name);
      Ended ended = execute(folder, rung.timeoutSeconds, command);
      if (ended.timedOut) {
        return run.end("TIMED_OUT", rung.name + ": past " + rung.timeoutSeconds + " s");
      }
      if (ended.status != 0) {
        return run.end("REJECTED_BY_GATE", ended.err.lines().findFirst().orElse(rung.name));
      }
      if (rung == rungs.get(rungs.size() - 1)) {
        for (String line : ended.out.lines().filter(l -> l.startsWith("{")).toList()) {
          for (Map.Entry<String, Double> metric : metrics(line).entrySet()) {
            if (run.metrics.put(metric.getKey(), metric.getValue()) != null) {
              run.metrics.clear();
              return run.end("REJECTED_BY_GATE", metric.getKey() + " is reported twice");
            }
          }
        }
      }
    }
    return run.end("SUCCEEDED", "");
  }

  /** Runs a command in the checkout under a folder; what it prints goes to files beside that. */
  private static Ended execute(Path folder, int timeoutSeconds, List<String> command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("checkout").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("WINNOW_REPORT", folder.resolve("report.json").toString());
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
    if (!ended) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly().waitFor();
      children.forEach(ProcessHandle::destroyForcibly);
    }
    return new Ended(
        ended ? process.exitValue() : -1, !ended, Files.readString(out), Files.readString(err));
  }

  private static Map<String, Double> metrics(String line) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Matcher m = METRIC.matcher(line);
    while (m.find()) {
      metrics.put(m.group(1), Double.valueOf(m.group(2)));
    }
    return metrics;
  }

  /** Best first: by each objective's bucket in turn, then by cost, then by name. */
  private List<Run> rank(List<Run> runs) {
    Comparator<Run> order = (a, b) -> 0;
    for (Objective objective : objectives) {
      order = order.thenComparingLong(objective::bucket);
    }
    order = order.thenComparingDouble(run -> run.cost).thenComparing(run -> run.variant.name);
    return runs.stream().filter(run -> run.outcome.equals("SUCCEEDED")).sorted(order).toList();
  }

  private void print(List<Run> runs, List<Run> ranked) {
    System.out.printf(
        "%4s  %-20s %-17s %9s %6s %6s %6s %6s %6s %5s %8s %6s%n",
        "rank", "variant", "outcome", "hit_ratio", "zipf", "scan", "loop", "shift", "bytes", "ns",
        "cost", "s");
    List<Run> rows = new ArrayList<>(ranked);
    runs.stream().filter(run -> !ranked.contains(run)).forEach(rows::add);
    for (Run run : rows) {
      int rank = ranked.indexOf(run) + 1;
      StringBuilder line = new StringBuilder();
      line.append(String.format("%4s  %-20s %-17s ", rank > 0 ? rank : "", run.variant.name, run.outcome));
      if (rank > 0) {
        line.append(
            String.format(
                Locale.ROOT,
                "%9.6f %6.4f %6.4f %6.4f %6.4f %6.1f %5.0f ",
                run.metrics.get("hit_ratio"),
                run.metrics.get("hit_ratio_zipf"),
                run.metrics.get("hit_ratio_scan"),
                run.metrics.get("hit_ratio_loop"),
                run.metrics.get("hit_ratio_shift"),
                run.metrics.get("bytes_per_entry"),
                run.metrics.get("ns_per_op")));
      } else {
        line.append(" ".repeat(51));
      }
      line.append(String.format(Locale.ROOT, "%8.6f %6.1f  %s", run.cost, run.seconds, run.reason));
      System.out.println(line.toString().stripTrailing());
    }
    double cost = runs.stream().mapToDouble(run -> run.cost).sum();
    System.out.printf(Locale.ROOT, "%d variants, %.6f US dollars%n", runs.size(), cost);
    Map<String, List<String>> same = new TreeMap<>();
    runs.forEach(
        run -> same.computeIfAbsent(run.code, c -> new ArrayList<>()).add(run.variant.name));
    same.values().stream()
        .filter(twins -> twins.size() > 1)
        .forEach(twins -> System.out.println("one change: " + String.join(", ", twins)));
    if (ranked.size() > 1) {
      Run first = ranked.get(0);
      Run second = ranked.get(1);
      String metric = objectives.get(0).metric;
      System.out.printf(
          Locale.ROOT,
          "winner %s by %.6f of %s over %s, buckets %d and %d of %s%n",
          first.variant.name,
          first.metrics.get(metric) - second.metrics.get(metric),
          metric,
          second.variant.name,
          Math.abs(objectives.get(0).bucket(first)),
          Math.abs(objectives.get(0).bucket(second)),
          objectives.get(0).tolerance);
    }
  }

  /** Where the runs differ from expected.tsv: variant, outcome, hit ratio or the word in a reason. */
  private List<String> compare(List<Run> runs, List<Run> ranked, boolean all) throws IOException {
    Map<String, String[]> expected = new LinkedHashMap<>();
    for (String line : Files.readAllLines(home.resolve("check/expected.tsv"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] fields = line.split("\t");
        expected.put(fields[0], fields);
      }
    }
    List<String> faults = new ArrayList<>();
    for (Run run : runs) {
      String[] fields = expected.remove(run.variant.name);
      boolean succeeded = run.outcome.equals("SUCCEEDED");
      if (fields == null) {
        faults.add(run.variant.name + " is not in expected.tsv");
      } else if (!run.outcome.equals(fields[1])) {
        faults.add(run.variant.name + " is " + run.outcome + " in place of " + fields[1]);
      } else if (succeeded
          && !String.format(Locale.ROOT, "%.6f", run.metrics.get("hit_ratio")).equals(fields[2])) {
        faults.add(run.variant.name + " has a hit ratio that is not " + fields[2]);
      } else if (!succeeded && !run.reason.contains(fields[2])) {
        faults.add(run.variant.name + ": the reason does not say \"" + fields[2] + "\"");
      }
    }
    if (all) {
      String winner = expected.getOrDefault("winner", new String[] {"", ""})[1];
      expected.remove("winner");
      expected.keySet().forEach(name -> faults.add(name + " is not in task.yaml"));
      if (runs.size() != 50) {
        faults.add("there are " + runs.size() + " variants in place of 50");
      }
      if (ranked.isEmpty() || !ranked.get(0).variant.name.equals(winner)) {
        faults.add("the winner is not " + winner);
      }
    }
    return faults;
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              });
    }
  }
}
