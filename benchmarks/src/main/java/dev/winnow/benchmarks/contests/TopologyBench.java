package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The contest topology with its stores on disk, fed record by record: what is read from it has
 * happened when a method returns. For one thread.
 */
public final class TopologyBench implements AutoCloseable {
  /** When the clock begins, and tasks are submitted. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String APPLICATION = "bench";

  private final Path folder;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Task> tasks;
  private final TestInputTopic<String, SpecificRecord> results;
  private final TestOutputTopic<String, AttemptOrder> attempts;
  private final TestOutputTopic<String, EvaluationOrder> evaluations;
  private final TestOutputTopic<String, Leaderboard> boards;
  private final TestOutputTopic<String, Standing> standings;
  private final TestOutputTopic<String, Verdict> verdicts;
  private final List<TestOutputTopic<byte[], byte[]>> changelogs;

  /** A topology with empty stores. */
  public TopologyBench(ContestConfig config) {
    Topics topics = new Topics(new InMemoryRegistry());
    Topology topology = new Topology();
    new ContestTopology(topics, config, new BoardSnapshots()).addTo(topology);
    folder = temporaryFolder();
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(topology, properties, START);
    tasks = input(topics.tasks());
    results = input(topics.results());
    attempts = output(topics.attempts());
    evaluations = output(topics.evaluations());
    boards = output(topics.leaderboards());
    standings = output(topics.standings());
    verdicts = output(topics.verdicts());
    changelogs =
        driver.getAllStateStores().keySet().stream()
            .map(
                store ->
                    driver.createOutputTopic(
                        APPLICATION + "-" + store + "-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()))
            .toList();
  }

  /** Submits a task. */
  public void submit(Task task) {
    tasks.pipeInput(task.getTaskId(), task, START);
    forgetChangelogs();
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
    forgetChangelogs();
  }

  /** The clock goes on. */
  public void pass(Duration time) {
    driver.advanceWallClockTime(time);
    forgetChangelogs();
  }

  /** Orders that were issued since this was last called: attempts, then evaluations. */
  public List<SpecificRecord> newOrders() {
    List<SpecificRecord> orders = new ArrayList<>(attempts.readValuesToList());
    orders.addAll(evaluations.readValuesToList());
    return orders;
  }

  /** Boards that were published since this was last called. */
  public List<Leaderboard> newBoards() {
    return boards.readValuesToList();
  }

  /** Standings that were published since this was last called. */
  public List<Standing> newStandings() {
    return standings.readValuesToList();
  }

  /** Verdicts that were written since this was last called. */
  public List<Verdict> newVerdicts() {
    return verdicts.readValuesToList();
  }

  /** A contest as it stands. */
  public Contest contest(String taskId) {
    return driver.<String, Contest>getKeyValueStore(ContestStore.NAME).get(taskId);
  }

  /** The driver keeps what nobody reads, for ever. */
  private void forgetChangelogs() {
    for (TestOutputTopic<byte[], byte[]> changelog : changelogs) {
      if (!changelog.isEmpty()) {
        changelog.readRecordsToList();
      }
    }
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
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
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
