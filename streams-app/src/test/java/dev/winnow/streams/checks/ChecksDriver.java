package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.checks.store.PullRequestStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The checks topology in the words of pull requests. */
public final class ChecksDriver implements AutoCloseable {
  static final ChecksConfig CONFIG = config("1");

  private final Topics topics = new Topics(new InMemoryRegistry());
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, PullRequestEvent> pullRequests;
  private final TestInputTopic<String, PushEvent> pushes;
  private final TestInputTopic<String, CheckResult> results;
  private final TestInputTopic<String, RepositoryContracts> contracts;
  private final TestOutputTopic<String, CheckOrder> orders;
  private final TestOutputTopic<String, RepositoryContracts> publishedContracts;
  private final TestOutputTopic<String, Finding> findings;
  private final TestOutputTopic<String, PullRequestReport> reports;
  private final TestOutputTopic<String, DeadLetter> deadLetters;

  public ChecksDriver(ChecksConfig config) {
    Topology topology = new Topology();
    new ChecksTopology(topics, config).addTo(topology);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "checks-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/checks-test-state");
    driver = new TopologyTestDriver(topology, properties, PullRequests.START);
    pullRequests = input(topics.pullRequests());
    pushes = input(topics.pushes());
    results = input(topics.checkResults());
    contracts = input(topics.contracts());
    orders = output(topics.checks());
    publishedContracts = output(topics.contracts());
    findings = output(topics.findings());
    reports = output(topics.pullRequestReports());
    deadLetters = output(topics.deadLetters());
  }

  /** Two retries, a timeout of a minute that costs a cent, and a budget in US dollars. */
  static ChecksConfig config(String budget) {
    return new ChecksConfig(
        2,
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        new BigDecimal("0.60"),
        new BigDecimal(budget),
        new BigDecimal(budget),
        Duration.ofHours(24),
        Duration.ofSeconds(120),
        Set.of(),
        Duration.ofDays(30));
  }

  public ChecksDriver() {
    this(CONFIG);
  }

  public void publish(PullRequestEvent event) {
    publish(event.getRepository().getName() + '#' + event.getNumber(), event);
  }

  public void publish(String key, PullRequestEvent event) {
    pullRequests.pipeInput(key, event, PullRequests.START);
  }

  public void publish(PushEvent event) {
    pushes.pipeInput(event.getRepository().getName(), event, PullRequests.START);
  }

  /** That a repository is not there any more. */
  public void publishGone(String repository) {
    pushes.pipeInput(repository, null, PullRequests.START);
  }

  public void publish(CheckResult result) {
    results.pipeInput(result.getSubject(), result, PullRequests.START);
  }

  /** What the topic of contracts says, as another instance would have written it. */
  public void publish(RepositoryContracts known) {
    contracts.pipeInput(known.getRepository().getName(), known, PullRequests.START);
  }

  public List<CheckOrder> newOrders() {
    return orders.readValuesToList();
  }

  /** The only order that was issued since the last look. */
  public CheckOrder newOrder() {
    List<CheckOrder> issued = newOrders();
    if (issued.size() != 1) {
      throw new AssertionError("one order was expected: " + issued);
    }
    return issued.get(0);
  }

  public List<RepositoryContracts> newContracts() {
    return publishedContracts.readValuesToList();
  }

  /** The report that was published last since the last look. */
  public PullRequestReport newReport() {
    List<PullRequestReport> published = newReports();
    if (published.isEmpty()) {
      throw new AssertionError("a report was expected");
    }
    return published.get(published.size() - 1);
  }

  public List<KeyValue<String, Finding>> newFindings() {
    return findings.readKeyValuesToList();
  }

  public List<PullRequestReport> newReports() {
    return reports.readValuesToList();
  }

  public List<DeadLetter> newDeadLetters() {
    return deadLetters.readValuesToList();
  }

  public PullRequestProgress progress() {
    return driver
        .<String, PullRequestProgress>getKeyValueStore(PullRequestStore.NAME)
        .get("acme/shop#1");
  }

  /** A store, to be queried. */
  public ReadOnlyKeyValueStore<String, ?> store(String name) {
    return driver.getKeyValueStore(name);
  }

  public void wallTimePasses(Duration time) {
    driver.advanceWallClockTime(time);
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
  }
}
