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
import dev.winnow.schemas.RepositoryScan;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.StateFolders;
import dev.winnow.streams.checks.store.PullRequestStore;
import dev.winnow.streams.checks.store.ScanStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final ChecksConfig config;
  private Instant now;

  public ChecksDriver(ChecksConfig config) {
    this(config, PullRequests.START);
  }

  private ChecksDriver(ChecksConfig config, Instant now) {
    this.config = config;
    this.now = now;
    Topology topology = new Topology();
    new ChecksTopology(topics, config).addTo(topology);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "checks-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, StateFolders.next());
    driver = new TopologyTestDriver(topology, properties, now);
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
    return config(budget, Duration.ofHours(24));
  }

  /** The same with another interval between scans, each of which costs two cents at most. */
  static ChecksConfig config(String budget, Duration scanEvery) {
    return new ChecksConfig(
        2,
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        new BigDecimal("0.60"),
        new BigDecimal(budget),
        new BigDecimal(budget),
        scanEvery,
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

  public List<KeyValue<String, PullRequestReport>> newReportsByKey() {
    return reports.readKeyValuesToList();
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

  /** What another process finds when this one has stopped: the stores, and nothing in memory. */
  ChecksDriver restarted() {
    List<Map.Entry<String, List<KeyValue<String, Object>>>> kept = new ArrayList<>();
    for (String name : driver.getAllStateStores().keySet()) {
      List<KeyValue<String, Object>> entries = new ArrayList<>();
      try (var all = driver.<String, Object>getKeyValueStore(name).all()) {
        all.forEachRemaining(entries::add);
      }
      kept.add(Map.entry(name, entries));
    }
    close();
    ChecksDriver next = new ChecksDriver(config, now);
    kept.forEach(
        store ->
            next.driver.<String, Object>getKeyValueStore(store.getKey()).putAll(store.getValue()));
    return next;
  }

  RepositoryScan scan() {
    return driver.<String, RepositoryScan>getKeyValueStore(ScanStore.NAME).get("acme/shop");
  }

  /** As if it had been written by another version. */
  void rewrite(RepositoryScan scan) {
    driver.<String, RepositoryScan>getKeyValueStore(ScanStore.NAME).put("acme/shop", scan);
  }

  public void wallTimePasses(Duration time) {
    now = now.plus(time);
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
