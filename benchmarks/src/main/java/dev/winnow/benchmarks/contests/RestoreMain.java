package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.contests.RestoreCluster.Instance;
import dev.winnow.benchmarks.options.HelpOption;
import dev.winnow.benchmarks.options.SeedOption;
import dev.winnow.streams.StreamsApp;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * For how long a task is not answered when the instance that owns it is gone, told to stop or
 * killed: when another starts on its folder, when its folder is lost, and when there is a standby
 * copy.
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

  @Mixin private SeedOption seed;

  @Mixin private HelpOption help;

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
      owner = restarts(owner, "stopped, its folder is there", StreamsApp::close, false);
      owner = restarts(owner, "stopped, its folder is lost", StreamsApp::close, true);
      owner = restarts(owner, "killed, its folder is there", StreamsApp::abandon, false);
      owner = restarts(owner, "killed, its folder is lost", StreamsApp::abandon, true);
      cluster.awaitStable();
      owner.app().close();
      takeovers(owner.stores());
      out.printf(
          Locale.ROOT,
          "%nWhere it is killed, up to %d s are the time after which brokers hold it for gone.%n",
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
        new RestorePlayer(cluster.bootstrapServers(), cluster.topics(), seed.value())) {
      int played = player.play(results, SIDE_BY_SIDE);
      out.printf("%d results, %d records in changelogs%n%n", played, cluster.changelogRecords());
      out.flush();
    }
    return owner;
  }

  /**
   * One instance; another starts when it is gone.
   *
   * @param end how it goes
   */
  private Instance restarts(Instance first, String name, Consumer<StreamsApp> end, boolean isLost)
      throws IOException, InterruptedException, ExecutionException {
    Instance owner = first;
    double[] seconds = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cluster.await(owner, TASK);
      cluster.awaitStable();
      Path left = owner.stores();
      long since = System.nanoTime();
      end.accept(owner.app());
      owner = cluster.start(isLost ? cluster.emptyStores() : left, 0);
      cluster.await(owner, TASK);
      seconds[round] = (System.nanoTime() - since) / 1e9;
      if (isLost) {
        Folders.remove(left);
      }
    }
    print(name, seconds);
    return owner;
  }

  /** Two instances, one of which has a copy; a third takes the place of the one that is gone. */
  private void takeovers(Path stores) throws IOException, InterruptedException, ExecutionException {
    List<Instance> both = new ArrayList<>(List.of(cluster.start(stores, 1)));
    cluster.await(both.get(0), TASK);
    both.add(cluster.start(cluster.emptyStores(), 1));
    takeovers(both, "stopped, another has a copy", StreamsApp::close);
    takeovers(both, "killed, another has a copy", StreamsApp::abandon);
    both.forEach(each -> each.app().close());
  }

  /**
   * Again and again.
   *
   * @param both the owner and the one that has a copy, or is going to; others afterwards
   * @param end how the owner goes
   */
  private void takeovers(List<Instance> both, String name, Consumer<StreamsApp> end)
      throws IOException, InterruptedException, ExecutionException {
    double[] seconds = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cluster.await(both.get(1), OF_A_COPY);
      cluster.awaitStable();
      if (cluster.answers(both.get(1), TASK)) {
        // The second has become the owner meanwhile.
        Collections.swap(both, 0, 1);
        cluster.await(both.get(1), OF_A_COPY);
      }
      Instance owner = both.remove(0);
      long since = System.nanoTime();
      end.accept(owner.app());
      cluster.await(both.get(0), TASK);
      seconds[round] = (System.nanoTime() - since) / 1e9;
      Folders.remove(owner.stores());
      both.add(cluster.start(cluster.emptyStores(), 1));
    }
    print(name, seconds);
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
