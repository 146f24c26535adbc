package dev.winnow.worker;

import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.worker.agent.Adapters;
import dev.winnow.worker.agent.Prices;
import dev.winnow.worker.attempt.AttemptRunner;
import dev.winnow.worker.check.CheckRunner;
import dev.winnow.worker.evaluation.EvaluationRunner;
import dev.winnow.worker.evaluation.JudgeRunner;
import dev.winnow.worker.evaluation.RungRunner;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.queue.ShareGroup;
import dev.winnow.worker.queue.ShareGroupQueue;
import dev.winnow.worker.queue.WorkQueue;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  private final Map<WorkQueue, OrderHandler<?, ?>> queues = new HashMap<>();
  private final Publisher publisher;
  private final EndedTasks ended = new EndedTasks();
  private final VerdictFeed verdicts;
  private final Sandboxes sandboxes;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * Wires a worker; connects to nothing yet.
   *
   * @param config its configuration
   */
  public Worker(WorkerConfig config) {
    this(config, new Topics(new RegistryClient(config.registry())), Clock.systemUTC());
  }

  Worker(WorkerConfig config, Topics topics, Clock clock) {
    this.config = config;
    this.publisher = new Publisher(config, topics, clock);
    this.verdicts = new VerdictFeed(config, topics.verdicts(), ended);
    this.sandboxes = new Sandboxes(config.folder());
    Mirrors mirrors = new Mirrors(config.folder().resolve("mirrors"));
    Commands commands = new Commands(new Isolations(config.isolation(), config.folder()).choose());
    Confinements confinements = new Confinements(config.isolation(), config.folder());
    addQueue(
        topics.attempts(),
        topics.results(),
        config.attemptSlots(),
        "attempts",
        new AttemptRunner(
            config.name(),
            sandboxes,
            mirrors,
            commands,
            confinements,
            new Adapters(config.prices().map(Prices::of).orElseGet(Prices::bundled)),
            agentEnvironment(),
            config.isolation().patchBytes(),
            clock));
    addQueue(
        topics.evaluations(),
        topics.results(),
        config.evaluationSlots(),
        "evaluations",
        new EvaluationRunner(
            config.name(),
            sandboxes,
            mirrors,
            new RungRunner(commands, confinements, clock),
            new JudgeRunner(sandboxes, mirrors, commands, confinements, agentEnvironment(), clock),
            clock));
    addQueue(
        topics.checks(),
        topics.checkResults(),
        config.checkSlots(),
        "checks",
        new CheckRunner(config.name(), mirrors, clock, end::completeExceptionally));
  }

  private <O, R extends SpecificRecord> void addQueue(
      Topic<String, O> topic,
      Topic<String, R> results,
      int slots,
      String kind,
      OrderRunner<O, ? extends R> runner) {
    if (slots == 0) {
      return;
    }
    ShareGroup group =
        new ShareGroup(
            topic.name(),
            config.group() + "-" + kind,
            slots,
            Math.min(slots, config.slotsPerMember()),
            config.lock(),
            config.deliveryLimit() + DELIVERIES_TO_GIVE_UP,
            config.name() + "-" + kind,
            config.kafka());
    queues.put(
        new ShareGroupQueue(group, end::completeExceptionally),
        new OrderHandler<O, R>(topic, results, runner, publisher, config.deliveryLimit(), ended));
  }

  private Map<String, String> agentEnvironment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(config.agentEnvironment());
    return environment;
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
      sandboxes.removeAbandoned();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "worker.folder " + config.folder() + " cannot be used: " + e.getMessage(), e);
    }
    verdicts.start();
    queues.forEach(WorkQueue::start);
    log.info(
        "Worker {} takes orders: {} attempts, {} evaluations and {} checks at once",
        config.name(),
        config.attemptSlots(),
        config.evaluationSlots(),
        config.checkSlots());
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
   * Takes no new order, lets running work go on for {@code worker.close.grace.ms}, stops what then
   * still runs and gives it back. Nothing of it is left running.
   */
  @Override
  public void close() {
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
    verdicts.close();
    publisher.close();
    end.complete(null);
  }
}
