package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.contest.ContestConfig;
import dev.winnow.streams.contest.ContestTopology;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.memory.StoreMemory;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The contest topology with its stores on disk, fed record by record: what is read from it has
 * happened when a method returns. Stores have the memory that they have by default in the
 * application, and write to the disk when they do there: exactly once means not at each commit. For
 * one thread.
 */
public final class TopologyBench implements AutoCloseable {
  /** When the clock begins, and tasks are submitted. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String APPLICATION = "bench";

  private final Path folder;
  private final StoreMemory memory = new StoreMemory(StoreMemory.DEFAULT_MIB * 1_048_576L);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Task> tasks;
  private final TestInputTopic<String, SpecificRecord> results;
  private final TestOutputTopic<String, AttemptOrder> attempts;
  private final TestOutputTopic<String, EvaluationOrder> evaluations;
  private final TestOutputTopic<String, Leaderboard> boards;
  private final TestOutputTopic<String, Standing> standings;
  private final TestOutputTopic<String, Verdict> verdicts;
  private final TestOutputTopic<String, DeadLetter> deadLetters;
  private final List<TestOutputTopic<byte[], byte[]>> skipped;
  private final List<TestOutputTopic<byte[], byte[]>> unread;

  /** A topology with empty stores. */
  public TopologyBench(ContestConfig config) {
    Topics topics = new Topics(new InMemoryRegistry());
    Topology topology = new Topology();
    new ContestTopology(topics, config, new BoardSnapshots()).addTo(topology);
    folder = temporaryFolder();
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    memory.configure(properties);
    driver = new TopologyTestDriver(topology, properties, START);
    tasks = input(topics.tasks());
    results = input(topics.results());
    attempts = output(topics.attempts());
    evaluations = output(topics.evaluations());
    boards = output(topics.leaderboards());
    standings = output(topics.standings());
    verdicts = output(topics.verdicts());
    deadLetters = output(topics.deadLetters());
    skipped = bytes(Stream.of(topics.leaderboards().name(), topics.standings().name()));
    unread =
        bytes(
            Stream.concat(
                driver.getAllStateStores().keySet().stream()
                    .map(store -> APPLICATION + "-" + store + "-changelog"),
                Stream.of(topics.tasks().name())));
  }

  /** Submits a task. */
  public void submit(Task task) {
    submit(task, START);
  }

  /**
   * Submits a task.
   *
   * @param at the time on the record
   */
  public void submit(Task task, Instant at) {
    tasks.pipeInput(task.getTaskId(), task, at);
    forget();
  }

  /**
   * A worker's result comes in.
   *
   * @param result an {@link AttemptResult} or an {@link EvaluationResult}
   * @param at the time on the record
   */
  public void answer(SpecificRecord result, Instant at) {
    String task =
        result instanceof AttemptResult attempt
            ? attempt.getTaskId()
            : ((EvaluationResult) result).getTaskId();
    results.pipeInput(task, result, at);
    forget();
  }

  /** The clock goes on. */
  public void pass(Duration time) {
    driver.advanceWallClockTime(time);
    forget();
  }

  /** Orders that were issued since this was last called: attempts, then evaluations. */
  public List<SpecificRecord> newOrders() {
    List<SpecificRecord> orders = new ArrayList<>(attempts.readValuesToList());
    orders.addAll(evaluations.readValuesToList());
    return orders;
  }

  /** Boards that were published since this was last called; null for one that was removed. */
  public List<Leaderboard> newBoards() {
    return boards.readValuesToList();
  }

  /** Standings that were published since this was last called; null for one that was removed. */
  public List<Standing> newStandings() {
    return standings.readValuesToList();
  }

  /** Forgets boards and standings that were published since. */
  public void skipBoards() {
    skipped.forEach(TestOutputTopic::readRecordsToList);
  }

  /** Verdicts that were written since this was last called; null for one that was removed. */
  public List<Verdict> newVerdicts() {
    return verdicts.readValuesToList();
  }

  /** Dead letters since this was last called. */
  public List<DeadLetter> newDeadLetters() {
    return deadLetters.readValuesToList();
  }

  /** How many tasks the stores have. */
  public int tasks() {
    int count = 0;
    try (KeyValueIterator<String, Contest> all =
        driver.<String, Contest>getKeyValueStore(ContestStore.NAME).all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  /** How many bytes the files of all stores have. */
  public long bytesOnDisk() {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              // A compaction has taken it away meanwhile.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.get();
  }

  /** A contest as it stands. */
  public Contest contest(String taskId) {
    return driver.<String, Contest>getKeyValueStore(ContestStore.NAME).get(taskId);
  }

  /** The driver keeps what nobody reads, for ever. */
  private void forget() {
    for (TestOutputTopic<byte[], byte[]> topic : unread) {
      if (!topic.isEmpty()) {
        topic.readRecordsToList();
      }
    }
  }

  private List<TestOutputTopic<byte[], byte[]>> bytes(Stream<String> names) {
    return names
        .map(
            name ->
                driver.createOutputTopic(
                    name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
        .toList();
  }

  private <T> TestInputTopic<String, T> input(Topic<String, T> topic) {
    return driver.createInputTopic(
        topic.name(), topic.key().serializer(), topic.value().serializer());
  }

  private <T> TestOutputTopic<String, T> output(Topic<String, T> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
    try {
      Folders.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("winnow-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
