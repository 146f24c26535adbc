package dev.winnow.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.topics.TopicGroup;
import dev.winnow.schemas.topics.TopicPlan;
import dev.winnow.schemas.topics.TopicState;
import dev.winnow.schemas.topics.TopicTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void shouldSayWhatIsMissingAndHowToMendItWhenNothingRuns() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine doctor = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out));

    int exit =
        doctor.execute(
            "--json",
            "--timeout",
            "60",
            "--folder",
            folder.toString(),
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--registry",
            "http://127.0.0.1:1",
            "--server",
            "http://127.0.0.1:1");

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(exit).isEqualTo(1);
    assertThat(json.path("findings"))
        .filteredOn(finding -> finding.path("level").asText().equals("fault"))
        .extracting(finding -> finding.path("check").asText())
        .contains("broker", "registry", "server");
    assertThat(json.path("findings"))
        .filteredOn(finding -> finding.path("check").asText().equals("broker"))
        .allSatisfy(
            broker -> {
              assertThat(broker.path("found").asText()).isEqualTo("nothing listens at 127.0.0.1:1");
              assertThat(broker.path("mend").asText()).startsWith("winnow local");
            });
    assertThat(json.path("findings"))
        .filteredOn(finding -> finding.path("check").asText().equals("git"))
        .allMatch(git -> git.path("level").asText().equals("ok"));
  }

  @Test
  void shouldBeAFaultWhenACheckSaysNothingInTime() {
    CountDownLatch never = new CountDownLatch(1);
    Check silent =
        new Check(
            "silent",
            () -> {
              never.await();
              return List.of();
            },
            "wake it");

    assertThat(Examination.of(List.of(silent), Duration.ofMillis(200)))
        .containsExactly(
            Finding.fault("silent", "no answer within 0 s; --timeout waits longer", "wake it"));
  }

  @Test
  void shouldTellTheInnermostCauseWhenACheckFails() {
    Check failing =
        new Check(
            "failing",
            () -> {
              throw new IOException("outer", new IllegalStateException("inner\nsecond line"));
            },
            "mend it");

    assertThat(Examination.of(List.of(failing), Duration.ofSeconds(10)))
        .containsExactly(Finding.fault("failing", "inner", "mend it"));
  }

  @Test
  void shouldJudgeGitByItsVersion() throws IOException {
    assertThat(git("git version 2.39.5").level()).isEqualTo(Finding.Level.OK);
    assertThat(git("git version 2.34.1").found()).endsWith("too old for merge tournaments");
    assertThat(git("git version 2.17.0").level()).isEqualTo(Finding.Level.FAULT);
    assertThat(git("sh: git: not found").mend()).isEqualTo("apt-get install git");
  }

  @Test
  void shouldJudgeABrokerByItsFeatures() {
    assertThat(features(1, 1, 2).level()).isEqualTo(Finding.Level.OK);
    assertThat(features(1, 1, 0).mend())
        .isEqualTo(
            "kafka-features.sh --bootstrap-server b:1 upgrade --feature transaction.version=2");
    assertThat(features(0, 1, 2).mend()).endsWith("or run workers with worker.queue=consumer");
    assertThat(features(0, 0, 0).level()).isEqualTo(Finding.Level.FAULT);
  }

  @Test
  void shouldNameTopicsThatAreMissingOrOtherThanTheyShouldBe() {
    List<TopicTarget> targets =
        List.of(target("one", Cleanup.COMPACT), target("two", Cleanup.DELETE));
    TopicState wrong =
        new TopicState(
            4, 1, 0, Map.of("cleanup.policy", "delete", "max.message.bytes", "16777216"), false);

    assertThat(topics(targets, Map.of()))
        .containsExactly(Finding.fault("topics", "there are none", "winnow topics --apply"));
    assertThat(topics(targets, Map.of("one", wrong)))
        .extracting(Finding::found)
        .containsExactly(
            "missing: two", "one is not as it should be: cleanup.policy=compact, was delete");
    assertThat(topics(List.of(target("two", Cleanup.DELETE)), Map.of("two", wrong)))
        .containsExactly(Finding.ok("topics", "all 1 are there, with 4 partitions each"));
  }

  @Test
  void shouldCompareClocksWithinWhatAHeaderCanTell() {
    assertThat(clock(-1).level()).isEqualTo(Finding.Level.OK);
    assertThat(clock(-90).found()).startsWith("this one is 90 s ahead of the server's");
    assertThat(clock(90).found()).startsWith("this one is 89 s behind the server's");
  }

  private static Finding clock(int told) {
    return ServerChecks.clock(NOW.plusSeconds(told), NOW, NOW.plusSeconds(1));
  }

  private Finding git(String printed) throws IOException {
    Programs programs =
        new Programs() {
          @Override
          Ran run(List<String> command) {
            return new Ran(printed.startsWith("git") ? 0 : 127, printed);
          }
        };
    return new HostChecks(folder, Map.of(), programs).git();
  }

  private static Finding features(int share, int group, int transaction) {
    return KafkaChecks.features(
        Map.of(
            "share.version", range(share),
            "group.version", range(group),
            "transaction.version", range(transaction)),
        "b:1");
  }

  private static FinalizedVersionRange range(int level) {
    return new FinalizedVersionRange((short) 0, (short) level);
  }

  private static TopicTarget target(String name, Cleanup cleanup) {
    return new TopicTarget(name, cleanup, 1, false, (short) 1, Optional.empty());
  }

  private static List<Finding> topics(List<TopicTarget> targets, Map<String, TopicState> found) {
    TopicGroup group = new TopicGroup(Set.of("one", "other"), "store");
    return KafkaChecks.topics(TopicPlan.of(targets, List.of(group), found, found.keySet()), found);
  }
}
