import cache.CachePolicy;
import cache.EvictionListener;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;

/**
 * Compares the templates of the agent with models: the same hits and the same evictions, in their
 * order; those that draw at random or estimate, nearly the same hit ratios. Also with settings at
 * which one policy must be the same as another. See check.sh.
 */
final class Oracles {
  private static final int[] CAPACITIES = {1, 2, 3, 4, 7, 10, 20, 50};
  private static final int LENGTH = 3_000;
  private static final int RUNS = 6;
  /** Hit ratios that are nearer to each other than this are alike. */
  private static final double NEAR = 0.02;

  private final Path home;
  private final Path work;
  private int checked;
  private int failed;

  private Oracles(Path home, Path work) {
    this.home = home;
    this.work = work;
  }

  public static void main(String[] arguments) throws Exception {
    Oracles oracles = new Oracles(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]));
    oracles.run();
    System.out.println(
        oracles.checked + " policies compared with models, " + oracles.failed + " faults");
    System.exit(oracles.failed == 0 ? 0 : 1);
  }

  private void run() throws Exception {
    same("fifo", "none", Models::fifo);
    same("lru", "none", Models::lru);
    same("mru", "none", Models::mru);
    same("clock", "maximum=1", Models.clock(1));
    same("clock", "maximum=3", Models.clock(3));
    same("lfu", "ageing=false", Models.lfu(false));
    same("lfu", "ageing=true", Models.lfu(true));
    same("slru", "protected=0.5", Models.slru(0.5));
    same("slru", "protected=0.8", Models.slru(0.8));
    same("sieve", "none", Models::sieve);
    same("lru-k", "k=2 history=1.0", Models.lruK(2, 1.0));
    same("lru-k", "k=3 history=0.5", Models.lruK(3, 0.5));
    same("2q", "in=0.25 out=0.5", HistoryModels.twoQueues(0.25, 0.5));
    same("2q", "in=0.5 out=1.0", HistoryModels.twoQueues(0.5, 1.0));
    same("arc", "none", HistoryModels::arc);
    same("car", "none", HistoryModels::car);
    same("s3-fifo", "small=0.10 uses=2", HistoryModels.s3Fifo(0.10, 2));
    same("s3-fifo", "small=0.25 uses=1", HistoryModels.s3Fifo(0.25, 1));
    same("lirs", "hir=0.01 history=3000", HistoryModels.lirs(0.01));
    same("lirs", "hir=0.25 history=3000", HistoryModels.lirs(0.25));
    same("bip", "one_in=0", FrequencyModels::lip);
    same("mq", "queues=8 life=8", FrequencyModels.mq(8, 8));
    same("mq", "queues=3 life=1", FrequencyModels.mq(3, 1));
    // At its extremes a policy is another one.
    same("clock", "maximum=0", Models::fifo);
    same("slru", "protected=0", Models::lru);
    same("lru-k", "k=1 history=1.0", Models::lru);
    same("bip", "one_in=1", Models::lru);
    same("mq", "queues=1 life=8", Models::lru);
    same("w-tinylfu", "window=1.0", Models::lru);
    // What draws at random, or estimates, comes near its exact model.
    near("sampled-lru", "samples=200", Models::lru);
    near("hyperbolic", "samples=200", FrequencyModels::hyperbolic);
    near("w-tinylfu", "window=0", FrequencyModels.wTinyLfu(0));
    near("w-tinylfu", "window=0.01", FrequencyModels.wTinyLfu(0.01));
    near("w-tinylfu", "window=0.20", FrequencyModels.wTinyLfu(0.20));
    // A fault is found, or the comparison is worth nothing.
    if (difference("wrong-ghost", "none", HistoryModels.twoQueues(0.25, 0.5)).isEmpty()) {
      report("wrong-ghost is taken for 2Q");
    }
    if (distance("sampled-lru", "samples=1", Models::lru) < NEAR) {
      report("random replacement is taken for LRU");
    }
  }

  private void same(String policy, String settings, Model.Factory models) throws Exception {
    checked++;
    String difference = difference(policy, settings, models);
    if (!difference.isEmpty()) {
      report(policy + " (" + settings + ") differs " + difference);
    }
  }

  private void near(String policy, String settings, Model.Factory models) throws Exception {
    checked++;
    double distance = distance(policy, settings, models);
    if (distance >= NEAR) {
      report(policy + " (" + settings + ") has other hit ratios, by " + distance);
    }
  }

  private void report(String fault) {
    failed++;
    System.out.println(fault);
  }

  /** Where a policy first does other than its model; empty if nowhere. */
  private String difference(String policy, String settings, Model.Factory models)
      throws Exception {
    Constructor<? extends CachePolicy> constructor = load(policy, settings);
    List<Long> told = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    EvictionListener listener = told::add;
    for (int capacity : CAPACITIES) {
      for (int run = 0; run < RUNS; run++) {
        CachePolicy candidate = constructor.newInstance(capacity, listener);
        Model model = models.of(capacity);
        Random random = new Random(100L * capacity + run);
        for (int i = 0; i < LENGTH; i++) {
          long key = key(random, run, capacity, i);
          told.clear();
          expected.clear();
          boolean hit = candidate.access(key);
          boolean expectedHit = model.access(key, expected);
          if (hit != expectedHit || !told.equals(expected)) {
            return String.format(
                "at capacity %d, run %d, access %d: hit %s, evicts %s; the model: %s, %s",
                capacity, run, i, hit, told, expectedHit, expected);
          }
        }
      }
    }
    return "";
  }

  /** The mean distance between hit ratios of a policy and its model, at the larger capacities. */
  private double distance(String policy, String settings, Model.Factory models) throws Exception {
    Constructor<? extends CachePolicy> constructor = load(policy, settings);
    double sum = 0;
    int runs = 0;
    EvictionListener ignore = key -> {};
    for (int capacity : new int[] {20, 50}) {
      for (int run = 0; run < RUNS; run++) {
        CachePolicy candidate = constructor.newInstance(capacity, ignore);
        Model model = models.of(capacity);
        Random random = new Random(100L * capacity + run);
        int more = 0;
        for (int i = 0; i < LENGTH; i++) {
          long key = key(random, run, capacity, i);
          more += candidate.access(key) ? 1 : 0;
          more -= model.access(key, new ArrayList<>()) ? 1 : 0;
        }
        sum += Math.abs((double) more) / LENGTH;
        runs++;
      }
    }
    return sum / runs;
  }

  /** Uniform keys over spaces of several sizes; skewed keys; a loop with noise. */
  private static long key(Random random, int run, int capacity, int i) {
    switch (run) {
      case 0:
        return random.nextInt(capacity + 1);
      case 1:
        return random.nextInt(2 * capacity + 1);
      case 2:
        return random.nextInt(5 * capacity + 3);
      case 3:
        return (long) (Math.abs(random.nextGaussian()) * 2 * capacity);
      case 4:
        return random.nextInt(4) == 0 ? 1_000 + random.nextInt(capacity) : i % (capacity + 2);
      default:
        return (long) (random.nextDouble() * random.nextDouble() * 6 * capacity) + i / 500;
    }
  }

  /** Lets the agent write a policy, compiles it, and loads it apart from the others. */
  private Constructor<? extends CachePolicy> load(String policy, String settings)
      throws IOException, InterruptedException, ReflectiveOperationException {
    Path folder = Files.createTempDirectory(work, "policy");
    Path source = folder.resolve("src/cache/Candidate.java");
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    String script = home.resolve("agent/agent.sh").toString();
    int status =
        new ProcessBuilder("sh", script, policy, settings, "plain")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(folder.resolve("log").toFile())
            .start()
            .waitFor();
    String path = System.getProperty("java.class.path");
    String[] options = {"-proc:none", "-cp", path, "-d", folder.toString(), source.toString()};
    if (status != 0 || ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IOException(policy + " (" + settings + ") could not be made");
    }
    URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    return loader
        .loadClass("cache.Candidate")
        .asSubclass(CachePolicy.class)
        .getConstructor(int.class, EvictionListener.class);
  }
}
