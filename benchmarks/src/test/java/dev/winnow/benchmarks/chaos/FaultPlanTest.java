package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @Test
  void shouldBeTheSamePlanWhenTheSeedIsTheSame() {
    assertThat(FaultPlan.draw(7, ALL, 1000, 3))
        .isEqualTo(FaultPlan.draw(7, ALL, 1000, 3))
        .isNotEqualTo(FaultPlan.draw(8, ALL, 1000, 3));
  }

  @Test
  void shouldHaveEveryKindInOrderWithinTheContestWhenThereAreFewAttempts() {
    for (long seed = 0; seed < 200; seed++) {
      List<Fault> plan = FaultPlan.draw(seed, ALL, 8, 2);

      assertThat(plan.stream().map(Fault::kind).collect(Collectors.toSet())).isEqualTo(ALL);
      assertThat(plan).isSortedAccordingTo((one, other) -> Integer.compare(one.at(), other.at()));
      assertThat(plan)
          .allSatisfy(
              fault -> {
                assertThat(fault.at()).isBetween(1, 7);
                assertThat(fault.worker()).isBetween(0, 1);
                assertThat(fault.lasting().toMillis())
                    .isBetween(
                        fault.kind().shortestSeconds() * 1000L,
                        fault.kind().longestSeconds() * 1000L);
              });
    }
  }

  @Test
  void shouldGrowWithTheContestWhenThereAreManyAttempts() {
    List<Fault> plan = FaultPlan.draw(1, ALL, 1000, 3);

    assertThat(plan).hasSize(ALL.stream().mapToInt(kind -> kind.over(1000)).sum());
    assertThat(plan.stream().filter(fault -> fault.kind() == FaultKind.WORKER)).hasSize(12);
  }

  @Test
  void shouldKeepWhatIsDrawnOfAKindWhenOthersAreLeftOut() {
    Set<Long> all =
        FaultPlan.draw(5, ALL, 300, 3).stream().map(Fault::seed).collect(Collectors.toSet());

    List<Fault> some = FaultPlan.draw(5, EnumSet.of(FaultKind.BROKER, FaultKind.POISON), 300, 3);

    assertThat(some.stream().map(Fault::seed)).isSubsetOf(all);
  }

  @Test
  void shouldBringSomeTogetherAndMakeSomeSevereWhenThereAreMany() {
    List<Fault> plan = FaultPlan.draw(11, ALL, 1000, 3);

    assertThat(plan.stream().map(Fault::at).distinct().count()).isLessThan(plan.size());
    assertThat(plan).anyMatch(Fault::severe).anyMatch(fault -> !fault.severe());
  }
}
