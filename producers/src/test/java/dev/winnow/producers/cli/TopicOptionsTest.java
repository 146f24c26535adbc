package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.producers.client.ClientException;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.topics.TopicState;
import dev.winnow.schemas.topics.TopicTarget;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TopicOptionsTest {

  private static final Topics TOPICS = new Topics(new InMemoryRegistry());

  @Command
  static final class Holder {
    @Mixin private final TopicOptions options = new TopicOptions();
  }

  @Test
  void shouldAskForFourPartitionsAndThreeReplicasWhenNobodySaysOtherwise() {
    List<TopicTarget> targets = targets(5, Map.of());

    assertThat(targets).hasSize(TOPICS.all().size());
    assertThat(targets).allMatch(target -> target.partitions() == 4 && !target.isCountAsked());
    assertThat(targets).allMatch(target -> target.replication() == 3);
  }

  @Test
  void shouldFollowTheTopicsThatThereAreWhenSomeAreMissing() {
    Map<String, TopicState> found = Map.of("winnow.tasks", new TopicState(7, 1, 0, Map.of(), true));

    assertThat(targets(1, found))
        .allMatch(target -> target.partitions() == 7 && target.replication() == 1);
  }

  @Test
  void shouldGiveWorkTopicsACountOfTheirOwnWhenAsked() {
    Map<String, TopicTarget> targets =
        byName(targets(3, Map.of(), "--partitions", "6", "--work-partitions", "24"));

    assertThat(targets.get("winnow.attempts").partitions()).isEqualTo(24);
    assertThat(targets.get("winnow.checks").partitions()).isEqualTo(24);
    assertThat(targets.get("winnow.results").partitions()).isEqualTo(6);
    assertThat(targets.get("winnow.results").isCountAsked()).isTrue();
  }

  @Test
  void shouldLetATopicsOwnRetentionGoBeforeThatOfAll() {
    Map<String, TopicTarget> targets =
        byName(
            targets(3, Map.of(), "--retention", "winnow.results=unlimited", "--retention", "30d"));

    assertThat(targets.get("winnow.results").retentionMs()).contains(-1L);
    assertThat(targets.get("winnow.attempts").retentionMs()).contains(2_592_000_000L);
    assertThat(targets.get("winnow.tasks").retentionMs()).as("compacted").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--partitions,0,--partitions is 0",
    "--partitions,10001,--partitions is 10001",
    "--work-partitions,0,--work-partitions is 0",
    "--work-partitions,10001,--work-partitions is 10001",
    "--replication,4,'--replication is 4, and there are 3 brokers'",
    "--retention,soon,--retention is",
    "--retention,winnow.task=3d,'--retention names winnow.task, which is no topic of Winnow'",
    "--retention,winnow.tasks=3d,winnow.tasks is compacted"
  })
  void shouldNameTheOptionWhenItIsWrong(String option, String value, String message) {
    assertThatThrownBy(() -> targets(3, Map.of(), option, value))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--partitions", "--work-partitions"})
  void shouldTakeTenThousandPartitions(String option) {
    assertThatCode(() -> targets(3, Map.of(), option, "10000")).doesNotThrowAnyException();
  }

  @Test
  void shouldSayThatNobodyAnswersWhenThereIsNoBroker() {
    Cli cli = Cli.run("topics", "--bootstrap-servers", "nothing");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("Kafka at nothing").contains("mend: give brokers as host:port");
  }

  private static Map<String, TopicTarget> byName(List<TopicTarget> targets) {
    return targets.stream().collect(Collectors.toMap(TopicTarget::name, Function.identity()));
  }

  private static List<TopicTarget> targets(
      int brokers, Map<String, TopicState> found, String... options) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(options);
    return holder.options.targets(TOPICS, found, brokers);
  }
}
