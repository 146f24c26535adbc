package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.webhook.WebhookCorpus.Example;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.PushSource;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The receiver on payloads that GitHub sent. */
class WebhookCorpusTest {
  private static final String SECRET = "corpus";
  private static final int LARGEST_RECORD = 1_000;
  private static final Set<String> DRIVING = Set.of("opened", "synchronize", "reopened", "closed");

  private static List<Example> corpus;

  @BeforeAll
  static void load() {
    corpus = WebhookCorpus.load();
  }

  @Test
  void shouldTakeEveryPayloadOfTheCorpus() {
    var kafka = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    try (WebhookServer server = server(kafka)) {
      server.start();
      WebhookSender github = new WebhookSender(server.uri(), SECRET);

      assertThat(corpus).hasSizeGreaterThan(700);
      assertThat(corpus)
          .allSatisfy(
              example ->
                  assertThat(github.deliver(example).statusCode())
                      .isEqualTo(example.event().equals("ping") ? 200 : 202));
    }
    long driving =
        corpus.stream()
            .filter(example -> example.event().equals("pull_request"))
            .filter(example -> DRIVING.contains(example.json().path("action").asText()))
            .count();
    assertThat(kafka.history())
        .filteredOn(record -> record.topic().equals("winnow.pull-requests"))
        .hasSize((int) driving);
    assertThat(kafka.history())
        .extracting(ProducerRecord::value)
        .filteredOn(Objects::nonNull)
        .allSatisfy(value -> assertThat(value.length).isLessThan(LARGEST_RECORD));
    assertThat(kafka.history())
        .as("repositories that are gone by this name")
        .anySatisfy(record -> assertThat(record.value()).isNull());
  }

  @Test
  void shouldMapEveryPullRequestWhateverItsAction() {
    List<Example> pullRequests =
        corpus.stream().filter(example -> example.event().equals("pull_request")).toList();

    // 29 of github.com in version 7.6.1, where many have an action that changes no report.
    assertThat(pullRequests).filteredOn(Example::isOfGitHub).hasSize(29);
    assertThat(pullRequests)
        .allSatisfy(
            example -> {
              ObjectNode opened = example.json().deepCopy();
              opened.put("action", "opened");

              Told told = EventReader.read("pull_request", "guid", Payloads.parsed(opened));

              PullRequestEvent event = told.pullRequest().orElseThrow();
              assertThat(event.getRepository().getName()).isEqualTo("Codertocat/Hello-World");
              assertThat(event.getNumber()).isEqualTo(2);
              assertThat(event.getHead()).hasSize(40);
              assertThat(told.push())
                  .map(PushEvent::getSource)
                  .contains(PushSource.PULL_REQUEST_BASE);
            });
  }

  @Test
  void shouldTellTheHeadBeforeWhenThePullRequestIsSynchronized() {
    assertThat(corpus)
        .filteredOn(example -> example.json().path("action").asText().equals("synchronize"))
        .filteredOn(example -> example.event().equals("pull_request"))
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(read(example).pullRequest().orElseThrow().getBefore())
                    .contains(example.json().path("before").asText()));
  }

  @Test
  void shouldTellPushesToTheDefaultBranchOnly() {
    assertThat(corpus)
        .filteredOn(example -> example.event().equals("push"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            example ->
                assertThat(read(example).push().isPresent())
                    .isEqualTo(example.json().path("ref").asText().equals("refs/heads/master")));
  }

  private static Told read(Example example) {
    return EventReader.read(example.event(), "guid", Payloads.parsed(example.json()));
  }

  private static WebhookServer server(MockProducer<String, byte[]> kafka) {
    return new WebhookServer(
        "127.0.0.1",
        0,
        List.of(SECRET),
        new EventPublisher(kafka, new Topics(new InMemoryRegistry()), EventPublisher.PATIENCE));
  }
}
