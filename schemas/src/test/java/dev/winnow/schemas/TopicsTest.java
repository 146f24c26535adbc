package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Subjects subjects = new Subjects();
  private final Topics topics = new Topics(subjects);

  @Test
  void shouldNameEveryTopicWithItsCleanup() {
    assertThat(topics.all())
        .extracting(Topic::name, Topic::cleanup)
        .map(tuple -> tuple.toList().get(0) + " " + tuple.toList().get(1))
        .containsExactly(
            "winnow.tasks COMPACT",
            "winnow.task-commands DELETE",
            "winnow.attempts DELETE",
            "winnow.evaluations DELETE",
            "winnow.results DELETE",
            "winnow.leaderboards COMPACT",
            "winnow.standings COMPACT",
            "winnow.verdicts COMPACT",
            "winnow.pull-requests DELETE",
            "winnow.pushes DELETE",
            "winnow.checks DELETE",
            "winnow.check-results DELETE",
            "winnow.contracts COMPACT",
            "winnow.findings COMPACT",
            "winnow.pull-request-reports COMPACT",
            "winnow.dead-letters DELETE");
  }

  @Test
  void shouldReadBackWhatItWroteWhenTypesAreMixed() {
    for (SpecificRecord each : List.of(Records.attemptResult(), Records.evaluationResult())) {
      byte[] bytes = topics.results().value().serializer().serialize("winnow.results", each);
      assertThat(topics.results().value().deserializer().deserialize("winnow.results", bytes))
          .isEqualTo(each);
    }
  }

  @Test
  void shouldUseOneSubjectForEachTypeWhenTypesAreMixed() {
    topics.results().value().serializer().serialize("x", Records.attemptResult());
    topics.results().value().serializer().serialize("x", Records.evaluationResult());

    assertThat(subjects.seen)
        .containsExactly(
            "winnow.results-dev.winnow.schemas.AttemptResult",
            "winnow.results-dev.winnow.schemas.EvaluationResult");
  }

  @Test
  void shouldUseTheTopicsSubjectWhateverTopicItIsAskedFor() {
    topics.leaderboards().value().serializer().serialize("another", Records.leaderboard());

    assertThat(subjects.seen).containsExactly("winnow.leaderboards-value");
  }

  @Test
  void shouldUseTheRecordsNameWhenItIsState() {
    var serde = topics.state(Leaderboard.class);
    byte[] bytes = serde.serializer().serialize("app-store-changelog", Records.leaderboard());

    assertThat(subjects.seen).containsExactly("dev.winnow.schemas.Leaderboard");
    assertThat(serde.deserializer().deserialize("app-store-changelog", bytes))
        .isEqualTo(Records.leaderboard());
  }

  @Test
  void shouldAskTheRegistryOnlyOnceWhenManyRecordsAreWritten() {
    for (int i = 0; i < 3; i++) {
      topics.leaderboards().value().serializer().serialize("x", Records.leaderboard());
    }

    assertThat(subjects.seen).hasSize(1);
  }

  @Test
  void shouldWriteKeysAsPlainText() {
    byte[] key = topics.tasks().key().serializer().serialize("winnow.tasks", "größe");

    assertThat(key).isEqualTo("größe".getBytes(StandardCharsets.UTF_8));
  }

  /** Remembers the subjects that were registered. */
  private static final class Subjects implements SchemaRegistry {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final List<String> seen = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
      seen.add(subject);
      return registry.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      return registry.byId(id);
    }

    @Override
    public boolean isCompatible(String subject, Schema schema) {
      return registry.isCompatible(subject, schema);
    }
  }
}
