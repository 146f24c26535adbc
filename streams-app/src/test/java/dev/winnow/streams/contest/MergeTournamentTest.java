package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.MergeEntry;
import dev.winnow.schemas.MergeState;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merge tournaments through the topology. */
class MergeTournamentTest {
  /** Each patch is worth ten, two that do the same are worth it once, and one is worth nothing. */
  private static double speed(Set<String> patches) {
    Set<String> worth = new TreeSet<>(patches);
    if (worth.contains("cache-a") && worth.contains("cache-b")) {
      worth.remove("cache-b");
    }
    worth.remove("idle");
    return 100 + 10 * worth.size();
  }

  private static double noisy(Set<String> patches, long block) {
    return speed(patches)
        + 4 * new Random(31 * block).nextGaussian()
        + 2 * new Random(block * 7 + patches.hashCode()).nextGaussian();
  }

  private static Task noisyTask(int window, String... names) {
    Task.Builder task = MergeWorld.task(window, names);
    task.getEvaluator().getRungs().get(1).setSamples(5);
    return task.setObjectives(
            List.of(
                Objective.newBuilder(task.getObjectives().get(0))
                    .setTolerance(1)
                    .setExact(false)
                    .build()))
        .build();
  }

  private static Map<String, MergeState> states(Verdict verdict) {
    return verdict.getMerge().orElseThrow().getEntries().stream()
        .collect(
            Collectors.toMap(
                MergeEntry::getName, MergeEntry::getState, (one, other) -> one, TreeMap::new));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldLandExactlyTheSetThatHelps(long seed) {
    try (MergeWorld world = new MergeWorld(seed, MergeTournamentTest::noisy)) {
      world.conflict("index", "hash");

      Verdict verdict =
          world.play(noisyTask(4, "cache-a", "index", "cache-b", "hash", "pool", "batch"));

      assertThat(world.onBranch()).containsExactlyInAnyOrder("cache-a", "index", "pool", "batch");
      assertThat(states(verdict))
          .containsEntry("cache-b", MergeState.NO_GAIN)
          .containsEntry("hash", MergeState.CONFLICT)
          .containsEntry("pool", MergeState.LANDED);
      assertThat(verdict.getKind()).isEqualTo(VerdictKind.WINNER);
      assertThat(verdict.getReason())
          .isEqualTo("4 of 6 patches landed on main: cache-a, index, pool, batch");
      MergeEntry conflict = entry(verdict, "hash");
      assertThat(conflict.getConflicts()).hasSize(1);
      assertThat(conflict.getReason()).contains("lines 3-9");
      MergeEntry landed = entry(verdict, "pool");
      assertThat(landed.getGain().get("speed").getLow().orElseThrow()).isPositive();
      assertThat(landed.getPairs()).isGreaterThan(1);
    }
  }

  /** The window decides what is measured at once, and nothing else. */
  @ParameterizedTest
  @ValueSource(longs = {13, 14, 16, 20})
  void shouldLandWhatOneAfterTheOtherWouldWhateverTheOrderOfResults(long seed) {
    Random random = new Random(seed);
    String[] names = {"a", "b", "c", "d", "e", "f", "g"};
    Map<Set<String>, Double> worth = new java.util.HashMap<>();
    MergeWorld.Formula formula =
        (patches, block) ->
            worth.computeIfAbsent(
                Set.copyOf(patches),
                set -> new Random(seed * 31 + new TreeSet<>(set).hashCode()).nextInt(20) + 0.0);
    Set<Set<String>> conflicts = new java.util.HashSet<>();
    for (int index = 0; index < 4; index++) {
      String one = names[random.nextInt(names.length)];
      String other = names[random.nextInt(names.length)];
      if (!one.equals(other)) {
        conflicts.add(Set.of(one, other));
      }
    }
    Set<String> expected = new TreeSet<>();
    for (String name : names) {
      boolean isClean =
          expected.stream().noneMatch(other -> conflicts.contains(Set.of(name, other)));
      Set<String> with = new TreeSet<>(expected);
      with.add(name);
      if (isClean && formula.of(with, 1) - formula.of(expected, 1) >= 0.5) {
        expected.add(name);
      }
    }
    try (MergeWorld world = new MergeWorld(seed, formula)) {
      conflicts.forEach(
          pair -> world.conflict(pair.iterator().next(), pair.stream().skip(1).findFirst().get()));

      Verdict verdict = world.losing(2).play(MergeWorld.task(1 + random.nextInt(6), names).build());

      assertThat(world.onBranch()).isEqualTo(expected);
      assertThat(states(verdict)).hasSize(names.length);
    }
  }

  @Test
  void shouldMeasureWhatIsLeftAnewWhenSomebodyElseMovesTheBranch() {
    try (MergeWorld world = new MergeWorld(1, MergeTournamentTest::noisy)) {
      Verdict verdict = world.pushBeforeLanding(2).play(noisyTask(4, "pool", "batch", "index"));

      assertThat(world.onBranch())
          .containsExactlyInAnyOrder("pool", "batch", "index", "somebody-else's");
      assertThat(verdict.getMerge().orElseThrow().getMoved()).isEqualTo(1);
      assertThat(world.landings()).hasSize(4);
      assertThat(world.landings().get(2).getExpected())
          .isNotEqualTo(world.landings().get(1).getExpected());
    }
  }

  @Test
  void shouldLandNothingThatARungRejects() {
    try (MergeWorld world = new MergeWorld(1, MergeTournamentTest::noisy)) {
      Verdict verdict = world.broken("batch").play(noisyTask(4, "batch", "pool", "idle"));

      assertThat(world.onBranch()).containsExactly("pool");
      assertThat(states(verdict))
          .containsEntry("batch", MergeState.REJECTED)
          .containsEntry("idle", MergeState.NO_GAIN);
    }
  }

  @Test
  void shouldPushNothingWhenItOnlyMeasures() {
    try (MergeWorld world = new MergeWorld(1, MergeTournamentTest::noisy)) {
      Task task = noisyTask(4, "pool", "idle", "batch");
      task.getMerge().orElseThrow().setLand(false);

      Verdict verdict = world.play(task);

      assertThat(world.landings()).isEmpty();
      assertThat(states(verdict))
          .containsEntry("pool", MergeState.HELPS)
          .containsEntry("idle", MergeState.NO_GAIN)
          .containsEntry("batch", MergeState.HELPS);
      assertThat(verdict.getKept()).hasSize(1);
    }
  }

  @Test
  void shouldEndWhenTheRepositoryTakesNoPush() {
    try (MergeWorld world = new MergeWorld(1, MergeTournamentTest::noisy)) {
      Verdict verdict =
          world.refusing("main is protected").play(noisyTask(4, "pool", "batch", "index"));

      assertThat(verdict.getKind()).isEqualTo(VerdictKind.NO_WINNER);
      assertThat(entry(verdict, "pool").getReason()).contains("main is protected");
      assertThat(entry(verdict, "batch").getState()).isEqualTo(MergeState.UNDECIDED);
      assertThat(world.landings()).hasSize(1);
    }
  }

  @Test
  void shouldSayThatTheBranchItselfFailsAndLandNothing() {
    try (MergeWorld world = new MergeWorld(1, (patches, block) -> Double.NaN)) {
      Verdict verdict = world.play(noisyTask(4, "pool"));

      assertThat(verdict.getKind()).isEqualTo(VerdictKind.NO_WINNER);
      assertThat(entry(verdict, "pool").getReason())
          .contains("what is on the branch cannot be measured");
    }
  }

  @Test
  void shouldLeaveWhatIsNotDecidedWhenItIsCancelled() {
    try (MergeWorld world = new MergeWorld(1, MergeTournamentTest::noisy)) {
      world.driver().publishTask(noisyTask(4, "pool", "batch"));
      world
          .driver()
          .tell(
              TaskCommand.newBuilder()
                  .setCommandId("c1")
                  .setTaskId("t")
                  .setKind(TaskCommandKind.CANCEL)
                  .setIssuedAt(Tasks.START)
                  .build(),
              Tasks.START.plusSeconds(2));

      Verdict verdict = world.driver().newVerdicts().get(0);

      assertThat(verdict.getKind()).isEqualTo(VerdictKind.CANCELLED);
      assertThat(states(verdict))
          .containsOnly(
              Map.entry("pool", MergeState.UNDECIDED), Map.entry("batch", MergeState.UNDECIDED));
    }
  }

  private static MergeEntry entry(Verdict verdict, String name) {
    return verdict.getMerge().orElseThrow().getEntries().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
