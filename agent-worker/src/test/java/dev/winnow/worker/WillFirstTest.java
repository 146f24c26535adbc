package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.queue.Delivery;
import dev.winnow.worker.queue.Settlement;
import dev.winnow.worker.sandbox.Folders;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WillFirstTest {
  private static final String UUID = "^[-0-9a-f]{36}";
  private static final Repository REPOSITORY =
      new Repository("file:///source", "0".repeat(40), "file:///results");

  private static final Topic<String, SpecificRecord> AWAY =
      new Topic<>(
          "winnow.results",
          Serdes.String(),
          Serdes.serdeFrom(
              (topic, record) -> {
                throw new RegistryUnavailableException("nobody is there", null);
              },
              (topic, bytes) -> null),
          Cleanup.DELETE);

  @TempDir Path folder;

  private final Topics topics = new Topics(new InMemoryRegistry());
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Cancellation cancellation = new Cancellation();
  private Wills wills;

  @BeforeEach
  void open() throws IOException {
    wills = new Wills(folder.resolve("wills"));
    wills.open();
  }

  @AfterEach
  void close() throws IOException {
    wills.close();
  }

  @Test
  void shouldNameEachPaidRunAnewAndNoneThatWasNotBegun() {
    handle(order(true), 1, () -> Optional.of(succeeded()));
    handle(order(true), 1, () -> Optional.of(succeeded()));
    handle(order(true), 2, () -> Optional.of(succeeded()));

    List<AttemptResult> results = published();
    assertThat(results.get(0).getRunId()).isPresent().isNotEqualTo(results.get(1).getRunId());
    assertThat(results.get(1).getRunId()).isPresent();
    assertThat(results.get(2).getRunId()).isEmpty();
  }

  @Test
  void shouldHaveAWillWhileAPaidRunIsUnderWayAndNoneAfterwards() {
    List<AttemptResult> meanwhile = new ArrayList<>();

    handle(
        order(true),
        1,
        () -> {
          meanwhile.addAll(left());
          return Optional.of(succeeded());
        });

    AttemptResult lost = meanwhile.get(0);
    assertThat(lost.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(lost.getReason()).startsWith("the worker that ran it has ended");
    assertThat(lost.getDelivery()).as("at the most, as the next one would answer").isEqualTo(2);
    assertThat(lost.getRunId()).isEqualTo(published().get(0).getRunId()).isPresent();
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldHaveNoWillOfARunThatCostsNothing() {
    List<AttemptResult> meanwhile = new ArrayList<>();

    handle(
        order(false),
        1,
        () -> {
          meanwhile.addAll(left());
          return Optional.of(succeeded());
        });

    assertThat(meanwhile).isEmpty();
  }

  @Test
  void shouldLeaveTheResultItselfWhenItCannotBeWrittenBeforeTheWorkerEnds() {
    MockProducer<String, byte[]> away =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    away.sendException = new TimeoutException("nobody is there");
    Publisher publisher = new Publisher(away, topics, "w1", Clock.systemUTC());
    publisher.leave(Duration.ZERO);
    OrderHandler<AttemptOrder, AttemptResult> handler =
        handler(() -> Optional.of(succeeded()), publisher);

    assertThatThrownBy(() -> handler.handle(delivery(order(true), 1), cancellation))
        .isInstanceOf(TimeoutException.class);

    assertThat(left())
        .singleElement()
        .extracting(AttemptResult::getOutcome)
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldRunNothingThatCostsMoneyWhenNoWillCanBeMade() throws IOException {
    Folders.remove(folder.resolve("wills"));
    Files.writeString(folder.resolve("wills"), "a file where a folder should be");

    Settlement settlement =
        handle(
            order(true),
            1,
            () -> {
              throw new AssertionError("it was run");
            });

    assertThat(settlement).isEqualTo(Settlement.ACCEPT);
    AttemptResult result = published().get(0);
    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).startsWith("what a run costs cannot be kept on the worker");
    assertThat(result.getDelivery()).as("it has cost nothing").isEqualTo(1);
    Files.delete(folder.resolve("wills"));
  }

  @Test
  void shouldKeepTheFirstWillWhenTheRunFailsInAWayThatNobodyKnows() {
    assertThatThrownBy(
            () ->
                handle(
                    order(true),
                    1,
                    () -> {
                      throw new IllegalStateException("made up");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(left()).singleElement().extracting(AttemptResult::getDelivery).isEqualTo(2);
  }

  @Test
  void shouldAnswerThatNothingWasBegunWhenTheRegistryIsAwayAndTheWorkerStops() {
    OrderRunner<AttemptOrder, AttemptResult> first =
        new WillFirst<>(new ScriptedRunner(Optional::empty), AWAY, wills, Duration.ZERO);
    cancellation.cancel("the worker is stopping");

    AttemptResult result = first.run(order(true), 1, cancellation).orElseThrow();

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).isEqualTo("its run was cut off: the worker is stopping");
    assertThat(result.getDelivery()).isEqualTo(1);
    assertThat(result.getRunId()).isEmpty();
  }

  @Test
  void shouldHaveNoWillOfAnOrderThatIsGivenBack() {
    Settlement settlement = handle(order(true), 1, Optional::empty);

    assertThat(settlement).isEqualTo(Settlement.RELEASE);
    assertThat(left()).isEmpty();
  }

  private Settlement handle(AttemptOrder order, int count, Supplier<Optional<AttemptResult>> run) {
    return handler(run, new Publisher(producer, topics, "w1", Clock.systemUTC()))
        .handle(delivery(order, count), cancellation);
  }

  private OrderHandler<AttemptOrder, AttemptResult> handler(
      Supplier<Optional<AttemptResult>> run, Publisher publisher) {
    return new OrderHandler<>(
        topics.attempts(),
        topics.results(),
        new WillFirst<>(new ScriptedRunner(run), topics.results(), wills, Duration.ZERO),
        publisher,
        8,
        new EndedTasks());
  }

  private Delivery delivery(AttemptOrder order, int count) {
    String topic = topics.attempts().name();
    byte[] value = topics.attempts().value().serializer().serialize(topic, order);
    return new Delivery(topic, 0, 0, order.getOrderId(), value, count);
  }

  private List<AttemptResult> published() {
    return producer.history().stream().map(each -> result(each.value())).toList();
  }

  /** What the next process on the folder would tell if this one ended now. */
  private List<AttemptResult> left() {
    try (Wills found = new Wills(copy())) {
      List<AttemptResult> left = new ArrayList<>();
      found.execute(
          will -> {
            assertThat(will.topic()).isEqualTo(topics.results().name());
            assertThat(will.key()).isEqualTo("task");
            left.add(result(will.value()));
          });
      return left;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The disk as it is now, by a name that nobody holds a lock by. */
  private Path copy() throws IOException {
    Path copy = folder.resolve("copy");
    Folders.remove(copy);
    try (Stream<Path> all = Files.walk(folder.resolve("wills"))) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            copy.resolve(
                folder.resolve("wills").relativize(each).toString().replaceFirst(UUID, "copied")));
      }
    }
    return copy;
  }

  private AttemptResult result(byte[] value) {
    return (AttemptResult)
        topics.results().value().deserializer().deserialize(topics.results().name(), value);
  }

  private static AttemptOrder order(boolean once) {
    return TestOrders.attempt(REPOSITORY, "true").setOnce(once).build();
  }

  private static AttemptResult succeeded() {
    return result(1, Outcome.SUCCEEDED, "");
  }

  private static AttemptResult result(int delivery, Outcome outcome, String reason) {
    return AttemptResult.newBuilder()
        .setOrderId("task/lru-1/0")
        .setTaskId("task")
        .setAttemptId("lru-1")
        .setVariant("lru")
        .setDelivery(delivery)
        .setWorker("w1")
        .setOutcome(outcome)
        .setReason(reason)
        .setStartedAt(Instant.EPOCH)
        .build();
  }

  /** Runs nothing: what comes of a run is said by the test. */
  private record ScriptedRunner(Supplier<Optional<AttemptResult>> run)
      implements OrderRunner<AttemptOrder, AttemptResult> {
    @Override
    public String resultKey(AttemptOrder order) {
      return order.getTaskId();
    }

    @Override
    public boolean isOnce(AttemptOrder order) {
      return order.getOnce();
    }

    @Override
    public Optional<AttemptResult> run(AttemptOrder order, int delivery, Cancellation cancelled) {
      return run.get();
    }

    @Override
    public AttemptResult notRun(AttemptOrder order, int delivery, String reason) {
      return result(delivery, Outcome.INFRASTRUCTURE_FAILED, reason);
    }
  }
}
