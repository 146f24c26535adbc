package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.store.ContestStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

/** Whatever order results come in, and however often, the contest ends the same. */
class ShuffledResultsTest {
  private static final int ATTEMPTS = 12;

  /** Times, and what tells in how many and which steps it came to be so. */
  private static final Set<String> OF_THE_WAY =
      Set.of(
          "updatedAt", "decidedAt", "version", "revision", "arrival", "gains", "alerts", "changes");

  private static final End CLEAN = run(raced(), Arrival.ORDERED, new Random(0), 0);
  private static final End CLEAN_POOR = run(poor(), Arrival.ORDERED, new Random(0), 0);

  /** In which order results come. */
  private enum Arrival {
    ORDERED,
    /** What a race ordered is answered in that order, when all else is in: it decides by it. */
    SHUFFLED
  }

  /** A contest that has ended: its last board, its last standings, its ledger and its verdict. */
  private record End(
      Leaderboard board, Map<String, Standing> standings, SpecificRecord ledger, Verdict verdict) {

    List<String> texts(Set<String> without) {
      List<String> texts = new ArrayList<>();
      texts.add(text(board, without));
      standings.values().forEach(standing -> texts.add(text(standing, without)));
      texts.add(text(ledger, without));
      texts.add(text(verdict, without));
      return texts;
    }
  }

  @Property(tries = 6)
  void shouldEndTheSameToTheLastByteWhenResultsAreRepeated(@ForAll long seed) {
    End repeated = run(raced(), Arrival.ORDERED, new Random(seed), 0.5);

    assertThat(repeated.texts(Set.of())).isEqualTo(CLEAN.texts(Set.of()));
  }

  @Property(tries = 6)
  void shouldEndTheSameWhenResultsAreShuffledAndRepeated(@ForAll long seed) {
    End shuffled = run(raced(), Arrival.SHUFFLED, new Random(seed), 0.5);

    assertThat(shuffled.texts(OF_THE_WAY)).isEqualTo(CLEAN.texts(OF_THE_WAY));
  }

  @Property(tries = 6)
  void shouldEndTheSameWhenAllMoneyIsSpentAndResultsAreShuffled(@ForAll long seed) {
    End shuffled = run(poor(), Arrival.SHUFFLED, new Random(seed), 0.5);

    assertThat(CLEAN_POOR.verdict().getReason()).startsWith("the money left does not allow");
    assertThat(shuffled.texts(OF_THE_WAY)).isEqualTo(CLEAN_POOR.texts(OF_THE_WAY));
  }

  /** Noisy, with a gate, a short rung that lets all go on, a race, fresh samples, and a base. */
  private static Task raced() {
    Task.Builder task = Tasks.task("t", ATTEMPTS).setBudget(Tasks.budget(ATTEMPTS, "90", 4));
    Rung tests = task.getEvaluator().getRungs().get(0);
    Rung bench = task.getEvaluator().getRungs().get(1);
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setControl(true)
            .setPricePerHour(BigDecimal.ONE)
            .setRungs(
                List.of(
                    tests,
                    Rung.newBuilder(bench).setName("short").build(),
                    Rung.newBuilder(bench).setSamples(3).build()))
            .build());
    task.setObjectives(
        List.of(Objective.newBuilder(task.getObjectives().get(0)).setExact(false).build()));
    task.setDecision(
        Decision.newBuilder().setKeep(2).setEta(1).setMaxSamples(12).setConfirmSamples(2).build());
    return task.build();
  }

  /** Money for eight of its attempts. */
  private static Task poor() {
    return Tasks.task("t", ATTEMPTS).setBudget(Tasks.budget(ATTEMPTS, "0.40", 4)).build();
  }

  /** Each step answers one open order, and may answer one again that was answered before. */
  private static End run(Task task, Arrival arrival, Random random, double repeats) {
    try (ContestDriver contest = new ContestDriver()) {
      contest.publishTask(task);
      List<SpecificRecord> open = new ArrayList<>();
      List<SpecificRecord> answered = new ArrayList<>();
      read(contest, open);
      while (!open.isEmpty()) {
        SpecificRecord order = next(open, arrival, random);
        open.remove(order);
        answered.add(order);
        publish(contest, result(order), answered.size());
        while (random.nextDouble() < repeats) {
          SpecificRecord again = answered.get(random.nextInt(answered.size()));
          publish(contest, random.nextBoolean() ? result(again) : lost(again), answered.size());
        }
        read(contest, open);
      }
      return end(contest, task);
    }
  }

  private static void read(ContestDriver contest, List<SpecificRecord> open) {
    open.addAll(contest.newAttempts());
    open.addAll(contest.newEvaluations());
  }

  private static End end(ContestDriver contest, Task task) {
    List<Leaderboard> boards = contest.newLeaderboards();
    List<Verdict> verdicts = contest.newVerdicts();
    Map<String, Standing> standings = new TreeMap<>();
    contest.newStandings().forEach(each -> standings.put(each.getClusterId(), each));
    assertThat(verdicts).hasSize(1);
    return new End(
        boards.get(boards.size() - 1),
        standings,
        (SpecificRecord) contest.store(ContestStore.NAME).get(task.getTaskId()),
        verdicts.get(0));
  }

  private static SpecificRecord next(List<SpecificRecord> open, Arrival arrival, Random random) {
    List<SpecificRecord> due = open.stream().filter(order -> !isOfRace(order)).toList();
    if (due.isEmpty()) {
      return open.get(0);
    }
    return due.get(arrival == Arrival.SHUFFLED ? random.nextInt(due.size()) : 0);
  }

  private static boolean isOfRace(SpecificRecord order) {
    return order instanceof EvaluationOrder evaluation && evaluation.getFirstBlock() > 1;
  }

  private static void publish(ContestDriver contest, SpecificRecord result, int step) {
    contest.publish(result, Tasks.START.plusMillis(step));
  }

  /** What becomes of an order depends on the order alone. */
  private static SpecificRecord result(SpecificRecord order) {
    if (order instanceof AttemptOrder attempt) {
      int n = Orders.number(attempt.getVariant().replace("v", "v-"));
      if (attempt.getOrderId().endsWith("v3-1/0")) {
        return lost(order);
      }
      return n > ATTEMPTS - 2
          ? ContestDriver.attempt(attempt, Outcome.TIMED_OUT).build()
          : AttemptResult.newBuilder(ContestDriver.patch(attempt, "0", "0.0" + n % 10))
              .setDiffHash(Sha256.hex("change " + n % 7))
              .build();
    }
    EvaluationOrder evaluation = (EvaluationOrder) order;
    Random run = new Random(evaluation.getOrderId().hashCode());
    int change = evaluation.getClusterId().hashCode();
    if (Math.floorMod(change, 5) == 0) {
      return ContestDriver.evaluation(evaluation, Outcome.REJECTED_BY_GATE).build();
    }
    if (run.nextInt(8) == 0) {
      return lost(order);
    }
    boolean isGate = evaluation.getRungIndex() == 0;
    List<Sample> samples =
        IntStream.range(0, isGate ? 0 : evaluation.getRung().getSamples())
            .mapToObj(any -> Math.floorMod(change, 9) + run.nextGaussian())
            .map(speed -> new Sample(Map.of("speed", speed), 5L))
            .toList();
    return EvaluationResult.newBuilder(ContestDriver.passed(evaluation))
        .setSamples(samples)
        .setEvaluationMs(run.nextInt(60_000))
        .build();
  }

  private static SpecificRecord lost(SpecificRecord order) {
    return order instanceof AttemptOrder attempt
        ? ContestDriver.attempt(attempt, Outcome.INFRASTRUCTURE_FAILED).setAgentMs(0).build()
        : ContestDriver.evaluation((EvaluationOrder) order, Outcome.INFRASTRUCTURE_FAILED).build();
  }

  private static String text(SpecificRecord record, Set<String> without) {
    return sorted(RecordJson.of(record), without).toString();
  }

  private static JsonNode sorted(JsonNode node, Set<String> without) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> fields = new TreeMap<>();
      object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
      fields.keySet().removeAll(without);
      object.removeAll();
      fields.forEach((name, value) -> object.set(name, sorted(value, without)));
    }
    if (node.isArray()) {
      node.forEach(each -> sorted(each, without));
    }
    return node;
  }
}
