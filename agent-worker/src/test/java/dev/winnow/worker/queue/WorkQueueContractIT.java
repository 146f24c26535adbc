package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.worker.process.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a work queue promises, held by each implementation against the same real broker. */
@ParameterizedClass
@EnumSource(Backend.class)
class WorkQueueContractIT {
  private static final Duration NO_GRACE = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static TestBroker broker;

  private final Backend backend;
  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final Queue<WorkQueue> queues = new ConcurrentLinkedQueue<>();
  private String topic;

  WorkQueueContractIT(Backend backend) {
    this.backend = backend;
  }

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    topic = backend + "-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopics(backend.partitions, topic);
  }

  @AfterEach
  void closeQueues() {
    queues.forEach(queue -> queue.close(NO_GRACE));
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldHandleEachRecordOnceWhenAllAreAccepted() {
    produceInTransaction(true, keys("record-", 30));
    WorkQueue queue = openAccepting(4);

    await().atMost(PATIENCE).until(() -> deliveries.size() >= 30);
    await().atMost(PATIENCE).until(() -> depth(queue) == 0);

    assertThat(deliveries).extracting(Delivery::key).doesNotHaveDuplicates().hasSize(30);
    assertThat(deliveries).extracting(Delivery::count).containsOnly(1);
  }

  @Test
  void shouldRunWithoutThreadsOfTheirOwnWhenTheHandlerIsAsynchronous() {
    Map<String, CompletableFuture<Settlement>> runs = new ConcurrentHashMap<>();
    produce(keys("record-", 5));
    WorkQueue queue = backend.open(broker.bootstrapServers(), topic, 3, 3, failures::add);
    queues.add(queue);
    queue.startAsync(
        (delivery, cancellation) ->
            runs.computeIfAbsent(delivery.key(), key -> new CompletableFuture<>()));
    await().atMost(PATIENCE).until(() -> runs.size() == 3);

    runs.values().forEach(run -> run.complete(Settlement.ACCEPT));
    await().atMost(PATIENCE).until(() -> runs.size() == 5);
    runs.values().forEach(run -> run.complete(Settlement.ACCEPT));

    await().atMost(PATIENCE).until(() -> depth(queue) == 0);
  }

  @Test
  void shouldCountWhatIsNotDoneWhenAskedForItsDepth() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    produce(keys("record-", 5));
    WorkQueue queue = openWaiting(1, mayEnd);
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    await().atMost(PATIENCE).until(() -> depth(queue) == 5);
    mayEnd.countDown();
    await().atMost(PATIENCE).until(() -> depth(queue) == 0);
  }

  @Test
  void shouldRunNoMoreAtOnceThanThereAreSlots() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    produce(keys("record-", 12));
    open(
        3,
        1,
        (delivery, cancellation) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          deliveries.add(delivery);
          awaitEnd(mayEnd, cancellation);
          running.decrementAndGet();
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> deliveries.size() == 3);
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> deliveries.size() == 3);
    mayEnd.countDown();
    await().atMost(PATIENCE).until(() -> deliveries.size() == 12);

    assertThat(most).hasValue(3);
  }

  @Test
  void shouldKeepTheRecordWhenTheRunOutlastsItsLock() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    produce("a");
    openWaiting(2, mayEnd);
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    await()
        .during(Backend.LOCK.multipliedBy(2))
        .atMost(PATIENCE)
        .until(() -> deliveries.size() == 1);
    mayEnd.countDown();
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> deliveries.size() == 1);

    assertThat(deliveries).extracting(Delivery::count).containsExactly(1);
  }

  @Test
  void shouldGoOnTakingRecordsWhenOneRunIsLong() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    produce("long");
    open(
        2,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.key().equals("long")) {
            awaitEnd(mayEnd, cancellation);
          }
          return Settlement.ACCEPT;
        });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    produce(keys("short-", 20));

    await().atMost(PATIENCE).until(() -> deliveries.size() == 21);
    mayEnd.countDown();
  }

  @Test
  void shouldSettleEachRecordOnItsOwnWhenAMemberHoldsSeveral() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    produce(keys("record-", 8));
    open(
        4,
        4,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.key().equals("record-3")) {
            awaitEnd(mayEnd, cancellation);
          }
          ended.incrementAndGet();
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> ended.get() >= 3);
    mayEnd.countDown();
    await().atMost(PATIENCE).until(() -> ended.get() == 8);

    assertThat(deliveries).extracting(Delivery::count).containsOnly(1);
  }

  @Test
  void shouldDeliverAgainWithAHigherCountWhenARecordIsReleased() {
    produce("a");
    open(
        1,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          return delivery.count() < 3 ? Settlement.RELEASE : Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> deliveries.size() == 3);
    assertThat(deliveries).extracting(Delivery::count).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReleaseTheRecordWhenTheHandlerThrows() {
    produce("a");
    open(
        1,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          if (delivery.count() == 1) {
            throw new IllegalStateException("first time");
          }
          return Settlement.ACCEPT;
        });

    await().atMost(PATIENCE).until(() -> deliveries.size() == 2);
    assertThat(deliveries).extracting(Delivery::count).containsExactly(1, 2);
  }

  @Test
  void shouldNeverDeliverAgainWhenARecordIsRejected() {
    produce("bad");
    WorkQueue queue =
        open(
            1,
            1,
            (delivery, cancellation) -> {
              deliveries.add(delivery);
              return delivery.key().equals("bad") ? Settlement.REJECT : Settlement.ACCEPT;
            });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);
    produce("good");
    await().atMost(PATIENCE).until(() -> deliveries.size() == 2);
    queue.close(PATIENCE);

    openAccepting(1);
    produce("last");

    await().atMost(PATIENCE).until(() -> deliveries.size() >= 3);
    assertThat(deliveries).extracting(Delivery::key).containsExactly("bad", "good", "last");
  }

  @Test
  void shouldDeliverAgainWithAHigherCountWhenTheProcessIsKilled() throws Exception {
    produce("a");
    try (QueueProcess process = new QueueProcess(backend, broker.bootstrapServers(), topic)) {
      assertThat(process.awaitRecord()).isEqualTo("a 1");
    }

    openAccepting(1);

    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);
    assertThat(deliveries).extracting(Delivery::count).containsExactly(2);
  }

  @Test
  void shouldDeliverWhatWasNotDoneAndNothingElseWhenTheQueueClosesDuringARun() {
    produce(keys("record-", 6));
    WorkQueue first =
        open(
            6,
            1,
            (delivery, cancellation) -> {
              if (delivery.key().equals("record-1")) {
                deliveries.add(delivery);
                awaitEnd(new CountDownLatch(1), cancellation);
                return Settlement.RELEASE;
              }
              deliveries.add(delivery);
              return Settlement.ACCEPT;
            });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 6);

    first.close(NO_GRACE);
    deliveries.clear();
    openAccepting(2);
    produce("last");

    await().atMost(PATIENCE).until(() -> deliveries.size() >= 2);
    assertThat(deliveries)
        .extracting(delivery -> delivery.key() + " " + delivery.count())
        .containsExactlyInAnyOrder("record-1 2", "last 1");
  }

  @Test
  void shouldLetTheRunEndAndTakeNothingNewWhenItClosesWithGrace() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    Queue<String> reasons = new ConcurrentLinkedQueue<>();
    produce("running");
    WorkQueue first =
        open(
            2,
            1,
            (delivery, cancellation) -> {
              deliveries.add(delivery);
              awaitEnd(mayEnd, cancellation);
              cancellation.reason().ifPresent(reasons::add);
              return Settlement.ACCEPT;
            });
    await().atMost(PATIENCE).until(() -> deliveries.size() == 1);

    CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> first.close(PATIENCE));
    // Idle members leave first, which takes them up to a poll.
    await().pollDelay(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> true);
    produce(keys("late-", 4));
    await()
        .during(Duration.ofMillis(1500))
        .atMost(PATIENCE)
        .until(() -> deliveries.size() == 1 && !closed.isDone());
    mayEnd.countDown();
    assertThat(closed).succeedsWithin(PATIENCE);
    openAccepting(2);

    await().atMost(PATIENCE).until(() -> deliveries.size() >= 5);
    assertThat(reasons).isEmpty();
    assertThat(deliveries)
        .extracting(Delivery::key)
        .containsExactlyInAnyOrder("running", "late-0", "late-1", "late-2", "late-3");
  }

  @Test
  void shouldNotShowARecordWhenItsTransactionIsAborted() {
    produceInTransaction(false, List.of("aborted-1", "aborted-2"));
    produceInTransaction(true, List.of("committed"));
    WorkQueue queue = openAccepting(2);

    await().atMost(PATIENCE).until(() -> !deliveries.isEmpty());
    await().atMost(PATIENCE).until(() -> depth(queue) == 0);
    assertThat(deliveries).extracting(Delivery::key).containsExactly("committed");
  }

  @Test
  void shouldShareTheWorkWhenThereAreTwoMembers() {
    Set<String> members = ConcurrentHashMap.newKeySet();
    CountDownLatch bothWork = new CountDownLatch(2);
    for (String member : List.of("first", "second")) {
      open(
          1,
          1,
          (delivery, cancellation) -> {
            if (members.add(member)) {
              bothWork.countDown();
            }
            awaitEnd(bothWork, cancellation);
            if (cancellation.reason().isPresent()) {
              return Settlement.RELEASE;
            }
            deliveries.add(delivery);
            return Settlement.ACCEPT;
          });
    }
    produce(keys("record-", 10));

    await().atMost(PATIENCE).until(() -> deliveries.size() >= 10);
    assertThat(members).containsExactlyInAnyOrder("first", "second");
    assertThat(deliveries).extracting(Delivery::key).doesNotHaveDuplicates();
  }

  private WorkQueue openAccepting(int slots) {
    return open(
        slots,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          return Settlement.ACCEPT;
        });
  }

  private WorkQueue openWaiting(int slots, CountDownLatch mayEnd) {
    return open(
        slots,
        1,
        (delivery, cancellation) -> {
          deliveries.add(delivery);
          awaitEnd(mayEnd, cancellation);
          return Settlement.ACCEPT;
        });
  }

  private WorkQueue open(int slots, int slotsPerMember, DeliveryHandler handler) {
    WorkQueue queue =
        backend.open(broker.bootstrapServers(), topic, slots, slotsPerMember, failures::add);
    queues.add(queue);
    queue.start(handler);
    return queue;
  }

  private long depth(WorkQueue queue) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return queue.depth(admin).get(10, TimeUnit.SECONDS);
    }
  }

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private void produce(String key) {
    produce(List.of(key));
  }

  private void produce(List<String> keys) {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      send(producer, keys);
    }
  }

  private void produceInTransaction(boolean isCommitted, List<String> keys) {
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, keys);
      producer.flush();
      if (isCommitted) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** Over the partitions in turn. */
  private void send(KafkaProducer<String, String> producer, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      producer.send(new ProducerRecord<>(topic, i % backend.partitions, key, "value of " + key));
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static void awaitEnd(CountDownLatch mayEnd, Cancellation cancellation) {
    CountDownLatch end = new CountDownLatch(1);
    cancellation.whenCancelled(end::countDown);
    Thread waiter =
        new Thread(
            () -> {
              try {
                mayEnd.await();
                end.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiter.setDaemon(true);
    waiter.start();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
