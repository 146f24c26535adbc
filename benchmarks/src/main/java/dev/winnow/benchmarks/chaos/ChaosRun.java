package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.DaemonThreads;
import dev.winnow.schemas.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The same contest twice on one stack: left alone, then disturbed. Beside the second a small one
 * runs whose money does not last.
 */
final class ChaosRun implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final int END_TURNS = 25;

  /** Longer than a worker waits for a sandbox's record to be ready, and its turn to clean up. */
  private static final Duration IDLE = Duration.ofSeconds(150);

  private final ChaosSettings settings;
  private final PrintWriter out;
  private final Story story;
  private final ExecutorService faulting =
      Executors.newCachedThreadPool(DaemonThreads.named("fault"));
  private final Map<String, Money> seen = new ConcurrentHashMap<>();
  private final List<Check> checks = new ArrayList<>();
  private volatile int ended;
  private ChaosStack stack;
  private boolean closed;

  ChaosRun(ChaosSettings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
    this.story = new Story(out);
    story.follow(() -> ended);
  }

  /**
   * Runs it.
   *
   * @return whether all that has to hold does
   */
  boolean run() throws IOException, InterruptedException {
    Host host = Host.look(settings.folder());
    Set<FaultKind> kinds = possible(host);
    List<Fault> plan =
        FaultPlan.draw(settings.seed(), kinds, settings.attempts(), settings.workers());
    start(host);
    Answers answers = new Answers(stack.uri());
    Path ledgerFile = settings.folder().resolve("ledger.txt");
    TaskRepository repository = new TaskRepository(settings.folder().resolve("repository"));
    Path results = repository.results(settings.folder().resolve("results.git"));
    ChaosTasks tasks =
        new ChaosTasks(settings, repository, results.toString(), ledgerFile.toString());
    try (Cluster cluster = new Cluster(stack.bootstrapServers(), stack.topics())) {
      double begun = story.seconds();
      cluster.submit(tasks.calm());
      awaitVerdicts(answers, List.of(ChaosTasks.CALM), List.of());
      ContestEnd calm = ContestEnd.read(answers, ChaosTasks.CALM);
      double calmTook = story.seconds() - begun;
      story.tell("the undisturbed run is decided: %s", calm.verdict().getReason());

      try (Records records =
          new Records(
              stack.bootstrapServers(),
              stack.topics().results().name(),
              new Poison(stack.topics(), tasks.calm()))) {
        Faults faults = new Faults(stack, records, story);
        ended = 0;
        begun = story.seconds();
        cluster.submit(tasks.disturbed());
        cluster.submit(tasks.tight());
        List<Future<?>> done = disturb(plan, faults, answers);
        awaitVerdicts(answers, List.of(ChaosTasks.DISTURBED, ChaosTasks.TIGHT), done);
        story.tell(
            "the disturbed run is decided, after %.1f s; undisturbed it took %.1f s",
            story.seconds() - begun, calmTook);
        checks.add(faultsDone(plan, done));
        settle(cluster, answers);
        look(answers, cluster, calm, records, Ledger.read(ledgerFile), tasks, deaths(plan));
      }
    }
    checkIdle();
    takeDown();
    return report(plan);
  }

  private Set<FaultKind> possible(Host host) {
    Set<FaultKind> kinds = EnumSet.copyOf(settings.kinds());
    for (String skipped : Faults.skipped(host)) {
      if (kinds.contains(FaultKind.of(skipped.substring(0, skipped.indexOf(':'))).orElseThrow())) {
        story.tell("skipped here, %s", skipped);
      }
    }
    if (host.noOwnDisk().isPresent()) {
      kinds.remove(FaultKind.DISK);
    }
    return kinds;
  }

  private void start(Host host) throws IOException, InterruptedException {
    boolean ownDisk = settings.kinds().contains(FaultKind.DISK) && host.noOwnDisk().isEmpty();
    Optional<Path> fakeTime =
        host.fakeTime().filter(library -> settings.kinds().contains(FaultKind.CLOCK));
    synchronized (this) {
      if (closed) {
        throw new InterruptedException("it is over");
      }
      stack = new ChaosStack(settings.folder(), settings.workers(), ownDisk, fakeTime, story);
    }
    stack.start();
    story.tell("broker, registry, streams-app and %d workers are up", settings.workers());
  }

  /** Starts each fault when its time has come; returns when all have been started. */
  private List<Future<?>> disturb(List<Fault> plan, Faults faults, Answers answers)
      throws InterruptedException {
    List<Future<?>> started = new ArrayList<>();
    for (Fault fault : plan) {
      while (ended < fault.at()) {
        Thread.sleep(LOOK.toMillis());
        follow(answers, ChaosTasks.DISTURBED).ifPresent(contest -> ended = ended(contest));
        follow(answers, ChaosTasks.TIGHT);
      }
      started.add(
          faulting.submit(
              () -> {
                faults.run(fault);
                return null;
              }));
    }
    return started;
  }

  private static int ended(Contest contest) {
    return contest.getAttemptsIssued() - contest.getAttemptsOpen();
  }

  /** Looks at a contest, and at its money; empty if nobody answers now. */
  private Optional<Contest> follow(Answers answers, String taskId) throws InterruptedException {
    try {
      Optional<Contest> contest = answers.contest(taskId);
      contest.ifPresent(each -> seen.merge(taskId, Money.of(each), Money::max));
      return contest;
    } catch (IOException e) {
      // streams-app is down or restoring: that is what is going on.
      return Optional.empty();
    }
  }

  /** Returns when tasks are decided and faults are mended. */
  private void awaitVerdicts(Answers answers, List<String> tasks, List<Future<?>> faults)
      throws InterruptedException {
    List<String> waiting = new ArrayList<>(tasks);
    while (!waiting.isEmpty() || !faults.stream().allMatch(Future::isDone)) {
      Thread.sleep(LOOK.toMillis());
      for (String task : List.copyOf(waiting)) {
        Optional<Contest> contest = follow(answers, task);
        if (!task.equals(ChaosTasks.TIGHT)) {
          contest.ifPresent(each -> ended = ended(each));
        }
        try {
          if (contest.isPresent() && answers.verdict(task).isPresent()) {
            waiting.remove(task);
          }
        } catch (IOException e) {
          // Asked again.
          continue;
        }
      }
    }
  }

  private Check faultsDone(List<Fault> plan, List<Future<?>> done) throws InterruptedException {
    List<String> breaks = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      try {
        done.get(i).get();
      } catch (ExecutionException e) {
        breaks.add("%s: %s".formatted(plan.get(i), e.getCause()));
      }
    }
    Map<String, Integer> ends = new TreeMap<>();
    stack.parts().forEach(part -> ends.put(part.name(), part.ownEnds()));
    ends.values().removeIf(count -> count == 0);
    return new Check(
        "all faults were done and mended",
        "%d faults; parts that ended by themselves and were started again: %s"
            .formatted(plan.size(), ends.isEmpty() ? "none" : ends),
        breaks);
  }

  /** Waits until nobody has anything left to do; if that does not come, the checks say so. */
  private void settle(Cluster cluster, Answers answers) throws InterruptedException {
    long deadline = System.nanoTime() + SETTLE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (answers.isReady()
          && stack.workers().stream().allMatch(Part::isAlive)
          && cluster.lag().values().stream().allMatch(lag -> lag == 0)) {
        return;
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private void look(
      Answers answers,
      Cluster cluster,
      ContestEnd calm,
      Records records,
      Ledger ledger,
      ChaosTasks tasks,
      int deaths)
      throws IOException, InterruptedException {
    ContestEnd disturbed = ContestEnd.read(answers, ChaosTasks.DISTURBED);
    ContestEnd tight = ContestEnd.read(answers, ChaosTasks.TIGHT);
    checks.add(Checks.sameBoard(calm, disturbed));
    checks.add(
        Checks.accounted(disturbed, settings.attempts(), tasks.patches(ChaosTasks.DISTURBED)));
    checks.add(Checks.accounted(tight, -1, tasks.patches(ChaosTasks.TIGHT)));
    checks.add(money(disturbed, tasks.disturbed(), deaths, ledger));
    checks.add(money(tight, tasks.tight(), deaths, ledger));
    checks.add(Checks.published(cluster.boardVersions(), cluster.verdicts()));
    checks.add(Checks.untouched(calm, ContestEnd.read(answers, ChaosTasks.CALM)));
    checks.add(Checks.deadLetters(records.planted(), cluster.deadLetters()));
    checks.add(Checks.lag(cluster.lag()));
  }

  private static int deaths(List<Fault> plan) {
    return (int) plan.stream().filter(fault -> fault.kind() == FaultKind.BROKER).count();
  }

  private Check money(ContestEnd end, Task task, int deaths, Ledger ledger) {
    String id = task.getTaskId();
    return Checks.money(
        end,
        task.getBudget().getMoney().orElseThrow(),
        seen.getOrDefault(id, Money.NOTHING),
        deaths,
        ledger.paid(id),
        ledger.runs(id));
  }

  /** While all parts are up and have nothing to do, nothing of a sandbox is there. */
  private void checkIdle() throws IOException, InterruptedException {
    Set<Long> parts = ConcurrentHashMap.newKeySet();
    stack.parts().forEach(part -> parts.add(part.pid()));
    List<String> breaks = List.of("not looked");
    // Runs whose order is somebody else's by now are being cancelled, and what a worker left that
    // was killed is removed by the next one: within two minutes, if it was killed at the worst
    // moment.
    long end = System.nanoTime() + IDLE.toNanos();
    while (!breaks.isEmpty() && System.nanoTime() < end) {
      breaks = new ArrayList<>();
      for (int worker = 0; worker < settings.workers(); worker++) {
        Path seen =
            Path.of(
                "/proc/"
                    + stack.workers().get(worker).pid()
                    + "/root"
                    + stack.workerFolder(worker));
        breaks.addAll(Leftovers.sandboxes(seen));
      }
      for (long pid : Leftovers.processes(settings.folder(), pid -> !parts.contains(pid))) {
        breaks.add("process " + Leftovers.describe(pid));
      }
      Thread.sleep(LOOK.toMillis());
    }
    checks.add(
        new Check(
            "no sandbox and no process of one is left",
            "sandboxes and workspaces of %d workers, processes of the host"
                .formatted(settings.workers()),
            breaks));
  }

  private void takeDown() throws IOException, InterruptedException {
    List<String> breaks = new ArrayList<>();
    for (Part part : stack.parts()) {
      if (!part.stop()) {
        breaks.add(part.name() + " did not heed SIGTERM and was killed");
      }
    }
    for (long pid : Leftovers.processes(settings.folder(), pid -> true)) {
      breaks.add("process " + Leftovers.describe(pid));
    }
    breaks.addAll(Leftovers.mounts(settings.folder()));
    checks.add(
        new Check(
            "nothing outlives the stack",
            "%d parts stopped, processes and mounts of the host".formatted(stack.parts().size()),
            breaks));
  }

  private boolean report(List<Fault> plan) {
    boolean holds = checks.stream().allMatch(Check::holds);
    out.println();
    checks.forEach(check -> out.println(check.text()));
    out.printf(
        "%n%d faults over %d attempts, seed %d: %s%n",
        plan.size(),
        settings.attempts(),
        settings.seed(),
        holds ? "all that has to hold does" : "something DOES NOT HOLD");
    out.flush();
    return holds;
  }

  /** Ends all that was started; can be called at any time, and more than once. */
  @Override
  public void close() {
    ChaosStack started;
    synchronized (this) {
      closed = true;
      started = stack;
    }
    faulting.shutdownNow();
    if (started != null) {
      started.close();
    }
    try {
      endProcesses();
    } catch (IOException e) {
      out.println("Processes could not be looked for: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Commands of sandboxes outlive a worker that is killed. */
  private void endProcesses() throws IOException, InterruptedException {
    List<Long> left = Leftovers.processes(settings.folder(), pid -> true);
    for (int turn = 0; turn < END_TURNS && !left.isEmpty(); turn++) {
      left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      Thread.sleep(LOOK.toMillis());
      left = Leftovers.processes(settings.folder(), pid -> true);
    }
  }
}
