package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.worker.queue.TestBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reporter on a real broker, with a GitHub of our own. */
class ReporterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "ghs_test";

  @TempDir Path folder;
  private final Topics topics = new Topics(new InMemoryRegistry());
  private final StubGitHub gitHub =
      new StubGitHub().repository(Reports.REPOSITORY, Reports.HEAD, Reports.BASE).appToken(TOKEN);
  private final List<Reporter> reporters = new ArrayList<>();
  private TestBroker broker;
  private KafkaProducer<String, byte[]> producer;

  @BeforeEach
  void start() throws Exception {
    broker = new TestBroker(folder.resolve("kafka"));
    broker.createTopics(1, topics.pullRequestReports().name(), topics.deadLetters().name());
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    reporters.forEach(Reporter::close);
    producer.close();
    broker.close();
    gitHub.close();
  }

  @Test
  void shouldPostWhatWasPublishedBeforeItsFirstStart() throws Exception {
    publish(Reports.withFindings(70).build());

    Reporter reporter = startReporter(Map.of("reporter.http.port", "0"));

    await().atMost(PATIENCE).until(() -> annotations(Reports.HEAD) == 70);
    awaitCommitted(1);
    String http = reporter.http().orElseThrow().toString();
    assertThat(get(http + "/readyz")).isEqualTo("ok\n");
    assertThat(get(http + "/metrics"))
        .contains("winnow_reporter_posts_total{outcome=\"posted\"} 1.0", "records_lag");
  }

  @Test
  void shouldPostTheNewestReportOnlyWhenItIsBehind() {
    for (int i = 1; i <= 20; i++) {
      publish(Reports.withFindings(1).setSummary("Report " + i + ".").build());
    }

    startReporter(Map.of());

    awaitCommitted(20);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .singleElement()
        .satisfies(run -> assertThat(run.summary()).startsWith("Report 20."));
    assertThat(gitHub.requests()).filteredOn(r -> r.matches("(POST|PATCH) .*")).hasSizeLessThan(20);
  }

  @Test
  void shouldGoOnWhereItWasAfterARestart() {
    publish(Reports.withFindings(3).build());
    Reporter first = startReporter(Map.of());
    awaitCommitted(1);
    first.close();
    int before = gitHub.requests().size();
    publish(Reports.withFindings(2).setHead(Reports.BASE).build());

    startReporter(Map.of());

    await().atMost(PATIENCE).until(() -> annotations(Reports.BASE) == 2);
    assertThat(gitHub.requests().subList(before, gitHub.requests().size()))
        .noneMatch(request -> request.contains(Reports.HEAD));
  }

  @Test
  void shouldMakeADeadLetterOfWhatIsRefusedAndGoOn() {
    publish(
        Reports.withFindings(1)
            .setRepository(
                HostedRepository.newBuilder(Reports.report().getRepository())
                    .setName("acme/gone")
                    .build())
            .build());
    send("acme/shop#9", "poison".getBytes(StandardCharsets.UTF_8));
    publish(Reports.withFindings(1).build());

    startReporter(Map.of());

    await().atMost(PATIENCE).until(() -> annotations(Reports.HEAD) == 1);
    awaitCommitted(3);
    assertThat(deadLetters())
        .extracting(DeadLetter::getReason)
        .anySatisfy(reason -> assertThat(reason).startsWith("GitHub refused with 404"))
        .anySatisfy(reason -> assertThat(reason).startsWith("the report cannot be read"))
        .hasSize(2);
    assertThat(deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.getTopic()).isEqualTo("winnow.pull-request-reports");
              assertThat(letter.getSource()).isEqualTo("reporter");
            });
  }

  @Test
  void shouldTryAgainWhenGitHubFails() {
    gitHub.faults(
        StubFaults.of(
            StubFaults.Fault.SERVER_ERROR,
            StubFaults.Fault.DROPPED,
            StubFaults.Fault.NONE,
            StubFaults.Fault.NONE,
            StubFaults.Fault.LOST_ANSWER));
    publish(Reports.withFindings(60).build());

    startReporter(Map.of());

    await().atMost(PATIENCE).until(() -> annotations(Reports.HEAD) == 60);
    awaitCommitted(1);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD)).hasSize(1);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void shouldGiveUpAfterItsAttempts() {
    gitHub.faults(StubFaults.always(StubFaults.Fault.SECONDARY_LIMIT));
    publish(Reports.withFindings(1).build());

    startReporter(Map.of("reporter.attempts", "1"));

    awaitCommitted(1);
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.getReason()).startsWith("given up after 1 attempts"));
  }

  @Test
  void shouldCloseWhileItWaitsForGitHub() {
    gitHub.faults(StubFaults.always(StubFaults.Fault.SERVER_ERROR));
    publish(Reports.withFindings(1).build());
    Reporter reporter = startReporter(Map.of());
    await().atMost(PATIENCE).until(() -> !gitHub.requests().isEmpty());

    reporter.close();

    reporter.awaitEnd();
    gitHub.faults(StubFaults.NONE);
    startReporter(Map.of());
    await().atMost(PATIENCE).until(() -> annotations(Reports.HEAD) == 1);
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  private Reporter startReporter(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("reporter.github.url", gitHub.url());
    settings.put("reporter.github.token", TOKEN);
    settings.put("reporter.retry.ms", "100");
    Reporter reporter = new Reporter(ReporterConfig.of(settings), topics, Clock.systemUTC());
    reporters.add(reporter);
    reporter.start();
    return reporter;
  }

  private int annotations(String head) {
    return gitHub.runs(Reports.REPOSITORY, head).stream()
        .mapToInt(run -> run.annotations().size())
        .sum();
  }

  private void publish(PullRequestReport report) {
    Topic<String, PullRequestReport> topic = topics.pullRequestReports();
    send(
        report.getRepository().getName() + "#" + report.getNumber(),
        topic.value().serializer().serialize(topic.name(), report));
  }

  private void send(String key, byte[] value) {
    producer.send(new ProducerRecord<>(topics.pullRequestReports().name(), key, value));
    producer.flush();
  }

  private void awaitCommitted(long offset) {
    TopicPartition partition = new TopicPartition(topics.pullRequestReports().name(), 0);
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                OffsetAndMetadata committed =
                    admin
                        .listConsumerGroupOffsets("winnow-reporter")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(partition);
                return committed != null && committed.offset() == offset;
              });
    }
  }

  private List<DeadLetter> deadLetters() {
    Topic<String, DeadLetter> topic = topics.deadLetters();
    List<DeadLetter> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record ->
                    found.add(
                        topic.value().deserializer().deserialize(topic.name(), record.value())));
      }
    }
    return found;
  }
}
