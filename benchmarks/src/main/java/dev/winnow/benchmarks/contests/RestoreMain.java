package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.contests.RestoreCluster.Instance;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * For how long a task is not answered when the instance that owns it is gone: when another starts
 * on its folder, when its folder is lost, and when there is a standby copy.
 */
@Command(
    name = "restore",
    description = "Time without an answer when the owner of all tasks is gone.")
public final class RestoreMain implements Callable<Integer> {
  private static final String TASK = "/v1/tasks/" + RestorePlayer.firstTask();

  /** Older than this a standby copy is not taken for complete. */
  private static final String OF_A_COPY = TASK + "?staleness=5s";

  private static final int SIDE_BY_SIDE = 40;

  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      defaultValue = "20000",
      description = "So many have come in when the owner goes. Default: ${DEFAULT-VALUE}.")
  private int results;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Of each kind; medians are printed. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print the options.")
  private boolean help;

  private PrintWriter out;
  private RestoreCluster cluster;

  private RestoreMain() {}

  /** Runs it and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new RestoreMain());
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("winnow-restore");
    try (RestoreCluster made = new RestoreCluster(folder)) {
      cluster = made;
      Instance owner = fill();
      out.printf("%-30s %-10s %-10s %s%n", "the owner is gone", "median s", "least s", "most s");
      owner = restarts(owner, "its folder is there", false);
      owner = restarts(owner, "its folder is lost", true);
      cluster.awaitStable();
      owner.app().close();
      takeovers(owner.stores());
      out.printf(
          Locale.ROOT,
          "%nIn each figure are up to %d s after which the brokers hold an instance for gone.%n",
          RestoreCluster.SESSION.toSeconds());
      out.flush();
    } finally {
      Folders.remove(folder);
    }
    return 0;
  }

  private Instance fill() throws InterruptedException, ExecutionException {
    Instance owner = cluster.start(cluster.emptyStores(), 0);
    try (RestorePlayer player =
        new RestorePlayer(cluster.bootstrapServers(), cluster.topics(), seed)) {
      int played = player.play(results, SIDE_BY_SIDE);
      out.printf("%d results, %d records in changelogs%n%n", played, cluster.changelogRecords());
      out.flush();
    }
    return owner;
  }

  /** One instance; another starts when it is gone. */
  private Instance restarts(Instance first, String name, boolean isLost)
      throws IOException, InterruptedException, ExecutionException {
    Instance owner = first;
    double[] seconds = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cluster.await(owner, TASK);
      cluster.awaitStable();
      long since = System.nanoTime();
      owner.app().close();
      Path stores = owner.stores();
      if (isLost) {
        Folders.remove(stores);
        stores = cluster.emptyStores();
      }
      owner = cluster.start(stores, 0);
      cluster.await(owner, TASK);
      seconds[round] = (System.nanoTime() - since) / 1e9;
    }
    print(name, seconds);
    return owner;
  }

  /** Two instances, one of which has a copy; a third takes the place of the one that is gone. */
  private void takeovers(Path stores) throws IOException, InterruptedException, ExecutionException {
    Instance owner = cluster.start(stores, 1);
    cluster.await(owner, TASK);
    Instance standby = cluster.start(cluster.emptyStores(), 1);
    double[] seconds = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cluster.await(standby, OF_A_COPY);
      cluster.awaitStable();
      if (cluster.answers(standby, TASK)) {
        // The second has become the owner meanwhile.
        Instance other = owner;
        owner = standby;
        standby = other;
        cluster.await(standby, OF_A_COPY);
      }
      long since = System.nanoTime();
      owner.app().close();
      cluster.await(standby, TASK);
      seconds[round] = (System.nanoTime() - since) / 1e9;
      Folders.remove(owner.stores());
      owner = standby;
      standby = cluster.start(cluster.emptyStores(), 1);
    }
    print("another has a standby copy", seconds);
    owner.app().close();
    standby.app().close();
  }

  private void print(String name, double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    out.printf(
        Locale.ROOT,
        "%-30s %-10.1f %-10.1f %.1f%n",
        name,
        median,
        sorted[0],
        sorted[sorted.length - 1]);
    out.flush();
  }
}
