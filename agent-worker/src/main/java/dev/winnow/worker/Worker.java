package dev.winnow.worker;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.worker.agent.Adapters;
import dev.winnow.worker.agent.Prices;
import dev.winnow.worker.attempt.AttemptRunner;
import dev.winnow.worker.attempt.PatchGate;
import dev.winnow.worker.check.CheckRunner;
import dev.winnow.worker.environment.EnvironmentRunner;
import dev.winnow.worker.environment.HostLane;
import dev.winnow.worker.environment.Teardown;
import dev.winnow.worker.evaluation.EvaluationRunner;
import dev.winnow.worker.evaluation.JudgeRunner;
import dev.winnow.worker.evaluation.RungRunner;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.http.WorkerServer;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.isolation.Profile;
import dev.winnow.worker.live.RunSubject;
import dev.winnow.worker.live.Runs;
import dev.winnow.worker.live.SecretLines;
import dev.winnow.worker.merge.MergeRunner;
import dev.winnow.worker.merge.MergeTrees;
import dev.winnow.worker.metrics.QueueMeter;
import dev.winnow.worker.metrics.WorkerMetrics;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.queue.ConsumerGroup;
import dev.winnow.worker.queue.ConsumerGroupQueue;
import dev.winnow.worker.queue.DeliveryHandler;
import dev.winnow.worker.queue.ShareGroup;
import dev.winnow.worker.queue.ShareGroupQueue;
import dev.winnow.worker.queue.WorkQueue;
import dev.winnow.worker.sandbox.Janitor;
import dev.winnow.worker.sandbox.Sandboxes;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker process: takes orders from the work queues, as many at once as it has slots, carries
 * them out, and publishes the results.
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  /** The broker has to let an order come once more than the worker runs it, to be given up. */
  private static final int DELIVERIES_TO_GIVE_UP = 2;

  private final WorkerConfig config;
  private final Map<String, String> environment;
  private final Map<WorkQueue, DeliveryHandler> queues = new HashMap<>();
  private final Publisher publisher;
  private final EndedTasks ended = new EndedTasks();
  private final VerdictFeed verdicts;
  private final Sandboxes sandboxes;
  private final Janitor janitor;
  private final Wills wills;
  private final LostRuns lostRuns;
  private final MergeTrees trees;
  private final Runs runs;
  private final WorkerMetrics metrics;
  private final Optional<WorkerServer> server;
  private volatile boolean taking;
  private volatile boolean draining;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * Wires a worker; connects to nothing yet.
   *
   * @param config its configuration
   */
  public Worker(WorkerConfig config) {
    this(config, System.getenv());
  }

  /**
   * Wires a worker; connects to nothing yet.
   *
   * @param config its configuration
   * @param environment the variables of which agents can be given those that the configuration
   *     names
   */
  public Worker(WorkerConfig config, Map<String, String> environment) {
    this(config, environment, new Topics(new RegistryClient(config.registry())), Clock.systemUTC());
  }

  Worker(WorkerConfig config, Map<String, String> environment, Topics topics, Clock clock) {
    this.config = config;
    this.environment = Map.copyOf(environment);
    this.publisher = new Publisher(config, topics, clock);
    this.verdicts = new VerdictFeed(config, topics.verdicts(), ended);
    this.sandboxes =
        new Sandboxes(
            config.folder(),
            config.sandboxFiles(),
            // An engine runs containers elsewhere: it would show them the empty mount point.
            !config.isolation().profile().equals(Optional.of(Profile.CONTAINER)));
    this.runs = new Runs(clock, new SecretLines(agentEnvironment()));
    this.metrics =
        new WorkerMetrics(config.name(), config.queue().key(), config.kafka(), () -> draining);
    this.server = server();
    Mirrors mirrors = new Mirrors(config.folder().resolve("mirrors"));
    Commands commands =
        new Commands(new Isolations(config.isolation(), config.folder()).choose(), runs::sink);
    Confinements confinements = new Confinements(config.isolation(), config.folder());
    this.trees = new MergeTrees(sandboxes, MergeTrees.IDLE);
    Teardown teardown = new Teardown(commands, confinements);
    this.wills = new Wills(config.folder().resolve("wills"));
    metrics.watch(wills);
    metrics.watch(config.folder());
    this.lostRuns = new LostRuns(wills, publisher::will);
    this.janitor = new Janitor(sandboxes, teardown, config.baseKept());
    AttemptRunner agents =
        new AttemptRunner(
            config.name(),
            sandboxes,
            mirrors,
            commands,
            confinements,
            new Adapters(config.prices().map(Prices::of).orElseGet(Prices::bundled)),
            agentEnvironment(),
            config.isolation().patchBytes(),
            clock,
            runs);
    addQueue(
        topics.attempts(),
        topics.results(),
        config.attemptSlots(),
        "attempts",
        Subjects::of,
        new MergeRunner(
            agents,
            sandboxes,
            mirrors,
            trees,
            new PatchGate(config.isolation().patchBytes(), new Secrets(agentEnvironment())),
            config.name(),
            clock));
    addQueue(
        topics.evaluations(),
        topics.results(),
        config.evaluationSlots(),
        "evaluations",
        Subjects::of,
        new EvaluationRunner(
            config.name(),
            sandboxes,
            mirrors,
            new RungRunner(
                commands,
                confinements,
                new EnvironmentRunner(commands, teardown, clock),
                new HostLane(config.exclusiveLock(), clock),
                clock),
            new JudgeRunner(sandboxes, mirrors, commands, confinements, agentEnvironment(), clock),
            clock));
    addQueue(
        topics.checks(),
        topics.checkResults(),
        config.checkSlots(),
        "checks",
        Subjects::of,
        new CheckRunner(config.name(), mirrors, clock, this::fail));
  }

  private <O, R extends SpecificRecord> void addQueue(
      Topic<String, O> topic,
      Topic<String, ? super R> results,
      int slots,
      String kind,
      Function<O, RunSubject> subject,
      OrderRunner<O, R> runner) {
    if (slots == 0) {
      return;
    }
    WorkQueue queue = queue(topic.name(), slots, kind);
    QueueMeter meter = metrics.meter(kind, slots, queue);
    OrderHandler<O, R> handler =
        new OrderHandler<>(
            topic,
            results,
            new WatchedRunner<>(
                new RoomFirst<>(
                    new WillFirst<>(runner, results, wills, RoomFirst.PATIENCE),
                    sandboxes.room()::isThere,
                    RoomFirst.PATIENCE),
                subject,
                runs,
                meter),
            publisher,
            config.deliveryLimit(),
            ended);
    queues.put(queue, meter.around(handler));
  }

  private WorkQueue queue(String topic, int slots, String kind) {
    String group = config.group() + "-" + kind;
    String clientId = config.name() + "-" + kind;
    return switch (config.queue()) {
      case SHARE ->
          new ShareGroupQueue(
              new ShareGroup(
                  topic,
                  group,
                  slots,
                  Math.min(slots, config.slotsPerMember()),
                  config.lock(),
                  config.deliveryLimit() + DELIVERIES_TO_GIVE_UP,
                  clientId,
                  config.kafka()),
              this::fail);
      case CONSUMER ->
          new ConsumerGroupQueue(
              new ConsumerGroup(topic, group, slots, clientId, config.kafka()), this::fail);
    };
  }

  private void fail(RuntimeException cause) {
    end.completeExceptionally(cause);
  }

  private Optional<WorkerServer> server() {
    return config.httpPort() < 0
        ? Optional.empty()
        : Optional.of(
            new WorkerServer(
                config.httpHost(),
                config.httpPort(),
                metrics::scrape,
                () -> !end.isCompletedExceptionally(),
                () -> taking && !draining && !end.isDone(),
                runs));
  }

  private Map<String, String> agentEnvironment() {
    Map<String, String> allowed = new HashMap<>(environment);
    allowed.keySet().retainAll(config.agentEnvironment());
    return allowed;
  }

  /**
   * Removes what an earlier worker left behind, and begins to take orders. The topics have to be
   * there.
   *
   * @throws RuntimeException if the worker cannot start; its message says why
   */
  public void start() {
    try {
      Files.createDirectories(config.folder());
      janitor.start();
      sandboxes.probe();
      wills.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "worker.folder " + config.folder() + " cannot be used: " + e.getMessage(), e);
    }
    server.ifPresent(
        each -> {
          each.start();
          log.info("Worker {} answers at {}", config.name(), each.uri());
        });
    verdicts.start();
    lostRuns.start();
    queues.forEach(WorkQueue::start);
    taking = true;
    log.info(
        "Worker {} takes orders: {} attempts, {} evaluations and {} checks at once",
        config.name(),
        config.attemptSlots(),
        config.evaluationSlots(),
        config.checkSlots());
  }

  private void closeWills() {
    try {
      wills.close();
    } catch (IOException e) {
      log.warn("Wills are left to the next process on the folder: {}", e.toString());
    }
  }

  /** Where its HTTP is; empty if it has none. Known once it is started. */
  public Optional<URI> http() {
    return server.map(WorkerServer::uri);
  }

  /**
   * Waits until the worker is closed.
   *
   * @throws RuntimeException if it cannot go on; its message says why
   */
  public void awaitEnd() {
    try {
      end.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Drains: takes no new order, lets running work go on for {@code worker.close.grace.ms}, stops
   * what then still runs and gives it back. Nothing of it is left running. Its HTTP answers until
   * then.
   */
  @Override
  public void close() {
    draining = true;
    publisher.leave(config.closeGrace());
    List<Thread> closing = new ArrayList<>();
    for (WorkQueue queue : queues.keySet()) {
      Thread thread = new Thread(() -> queue.close(config.closeGrace()), "close");
      thread.start();
      closing.add(thread);
    }
    try {
      for (Thread thread : closing) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    trees.close();
    janitor.close();
    lostRuns.close();
    verdicts.close();
    publisher.close();
    closeWills();
    server.ifPresent(WorkerServer::close);
    metrics.close();
    end.complete(null);
  }
}
