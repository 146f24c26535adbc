package dev.winnow.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

  private static final TopicGroup GROUP = new TopicGroup(Set.of("tasks", "results"), "tasks-store");

  @Test
  void shouldCreateWhatIsNotThere() {
    TopicStep step = plan(List.of(target("tasks", Cleanup.COMPACT, 4)), Map.of()).steps().get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.CREATE);
    assertThat(step.partitions()).isEqualTo(4);
    assertThat(step.changes())
        .containsExactly(
            "4 partitions", "1 replica", "cleanup.policy=compact", "max.message.bytes=16777216");
  }

  @Test
  void shouldDoNothingWhenAllIsAsItShouldBe() {
    TopicPlan plan =
        plan(
            List.of(target("tasks", Cleanup.COMPACT, 4)),
            Map.of("tasks", state(4, "compact", true)));

    assertThat(plan.steps()).extracting(TopicStep::kind).containsExactly(TopicStep.Kind.NOTHING);
    assertThat(plan.changes()).isZero();
  }

  @Test
  void shouldMendSettingsThatAreWrongAndLeaveARetentionThatSomebodySet() {
    TopicState wrong =
        new TopicState(
            4, 1, 0, Map.of("cleanup.policy", "delete", "retention.ms", "86400000"), true);

    TopicStep step =
        plan(List.of(target("tasks", Cleanup.COMPACT, 4)), Map.of("tasks", wrong)).steps().get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.CHANGE);
    assertThat(step.changes())
        .containsExactly("cleanup.policy=compact, was delete", "max.message.bytes=16777216");
  }

  @Test
  void shouldChangeARetentionThatIsAskedFor() {
    TopicTarget target =
        new TopicTarget("log", Cleanup.DELETE, 4, false, (short) 1, Optional.of(1000L));

    assertThat(
            plan(List.of(target), Map.of("log", state(4, "delete", true))).steps().get(0).config())
        .containsExactly(Map.entry("retention.ms", "1000"));
  }

  @Test
  void shouldRefuseToTakePartitionsAway() {
    TopicStep step =
        plan(List.of(asked("log", Cleanup.DELETE, 2)), Map.of("log", state(4, "delete", false)))
            .steps()
            .get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.REFUSED);
    assertThat(step.refusal()).isEqualTo("it has 4 partitions, and Kafka takes none away");
    assertThat(step.mend()).startsWith("ask for 4");
  }

  @Test
  void shouldRefuseMorePartitionsWhenAnyOfTheGroupHasRecords() {
    TopicPlan plan =
        plan(
            List.of(asked("tasks", Cleanup.COMPACT, 8), asked("results", Cleanup.DELETE, 8)),
            Map.of("tasks", state(4, "compact", true), "results", state(4, "delete", false)));

    assertThat(plan.isRefused()).isTrue();
    assertThat(plan.steps())
        .extracting(TopicStep::refusal)
        .containsOnly(
            "tasks has records: what concerns one key would be in two places, for results, tasks"
                + " are read together");
  }

  @Test
  void shouldRefuseMorePartitionsWhenTheStoresAreMadeForFewer() {
    Map<String, TopicState> found = Map.of("tasks", state(4, "compact", false));

    TopicPlan plan =
        TopicPlan.of(
            List.of(asked("tasks", Cleanup.COMPACT, 8)),
            List.of(GROUP),
            found,
            List.of("app-tasks-store-changelog"));

    assertThat(plan.steps().get(0).refusal()).contains("app-tasks-store-changelog");
    assertThat(plan.steps().get(0).mend()).contains("kafka-streams-application-reset.sh");
  }

  @Test
  void shouldAddPartitionsWhenNothingIsInTheGroup() {
    TopicStep step =
        plan(
                List.of(asked("tasks", Cleanup.COMPACT, 8)),
                Map.of("tasks", state(4, "compact", false), "results", state(4, "delete", false)))
            .steps()
            .get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.CHANGE);
    assertThat(step.grows()).isTrue();
    assertThat(step.changes()).containsExactly("4 → 8 partitions");
  }

  @Test
  void shouldAddPartitionsToAWorkTopicThatIsInUse() {
    TopicStep step =
        plan(List.of(asked("work", Cleanup.DELETE, 8)), Map.of("work", state(4, "delete", true)))
            .steps()
            .get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.CHANGE);
  }

  @Test
  void shouldRefuseMorePartitionsWhenACompactedTopicHasRecords() {
    TopicStep step =
        plan(
                List.of(asked("boards", Cleanup.COMPACT, 8)),
                Map.of("boards", state(4, "compact", true)))
            .steps()
            .get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.REFUSED);
  }

  @Test
  void shouldRefuseWhenThoseOfAGroupDiffer() {
    TopicPlan plan =
        plan(
            List.of(target("tasks", Cleanup.COMPACT, 4)),
            Map.of("tasks", state(4, "compact", false), "results", state(3, "delete", false)));

    assertThat(plan.steps().get(0).refusal())
        .isEqualTo("the partitions of results, tasks differ: 3, 4");
  }

  @Test
  void shouldMakeALostOneOfAGroupAsTheOthersAre() {
    assertThat(
            plan(
                    List.of(target("tasks", Cleanup.COMPACT, 4)),
                    Map.of("results", state(7, "delete", true)))
                .steps()
                .get(0)
                .partitions())
        .isEqualTo(7);
  }

  @Test
  void shouldWarnWhenThereAreFewerReplicasOrNoLeader() {
    TopicState state = new TopicState(4, 1, 2, state(4, "delete", true).config(), true);
    TopicTarget target =
        new TopicTarget("log", Cleanup.DELETE, 4, false, (short) 3, Optional.empty());

    TopicStep step = plan(List.of(target), Map.of("log", state)).steps().get(0);

    assertThat(step.kind()).isEqualTo(TopicStep.Kind.NOTHING);
    assertThat(step.warnings())
        .containsExactly(
            "log has 1 replica; 3 are asked for, which kafka-reassign-partitions.sh can make",
            "log has 2 partitions without a leader: look whether all brokers run");
  }

  @Test
  void shouldKnowWhichTopicsOfWinnowMustBeEqual() {
    Topics topics = new Topics(new InMemoryRegistry());

    assertThat(TopicGroup.of(topics).get(0).words())
        .isEqualTo("winnow.results, winnow.task-commands, winnow.tasks");
    assertThat(TopicGroup.of(topics).get(1).words())
        .isEqualTo("winnow.check-results, winnow.pull-requests, winnow.pushes");
  }

  private static TopicPlan plan(List<TopicTarget> targets, Map<String, TopicState> found) {
    return TopicPlan.of(targets, List.of(GROUP), found, found.keySet());
  }

  private static TopicTarget target(String name, Cleanup cleanup, int partitions) {
    return new TopicTarget(name, cleanup, partitions, false, (short) 1, Optional.empty());
  }

  private static TopicTarget asked(String name, Cleanup cleanup, int partitions) {
    return new TopicTarget(name, cleanup, partitions, true, (short) 1, Optional.empty());
  }

  private static TopicState state(int partitions, String policy, boolean hasRecords) {
    Map<String, String> config = new HashMap<>();
    config.put("cleanup.policy", policy);
    config.put("max.message.bytes", "16777216");
    config.put("retention.ms", "-1");
    return new TopicState(partitions, 1, 0, config, hasRecords);
  }
}
