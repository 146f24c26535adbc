package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final ContestEnd end = Ends.of(3);

  @Test
  void shouldHoldWhenEachAttemptIsCountedOnce() {
    assertThat(Checks.accounted(end, 5, Ends.patches(end)).breaks()).isEmpty();
  }

  @Test
  void shouldSayWhichAttemptHasNoOutcome() {
    end.attempts().get(4).setOutcome(null);

    assertThat(breaks(Checks.accounted(end, 5, Ends.patches(end)))).contains("v5-1 has no outcome");
  }

  @Test
  void shouldSayWhenAnAttemptIsMissingOrListedTwice() {
    end.attempts().add(end.attempts().remove(0));
    end.attempts().set(0, end.attempts().get(1));

    assertThat(breaks(Checks.accounted(end, 5, Ends.patches(end))))
        .contains("is listed twice")
        .contains("attempts that are listed: 4 instead of 5")
        .contains("cluster cluster-00000002 counts 1 attempts, and 0 name it");
  }

  @Test
  void shouldSayWhenAnAttemptWasCreditedTwice() {
    end.standings().get(0).setSize(2);

    assertThat(breaks(Checks.accounted(end, 5, Ends.patches(end))))
        .contains("cluster cluster-00000001 counts 2 attempts, and 1 name it");
  }

  @Test
  void shouldSayWhenAnOrderIsOpenOrAnAttemptDidNotRun() {
    end.contest().setAttemptsOpen(1);

    assertThat(breaks(Checks.accounted(end, 6, Ends.patches(end))))
        .contains("orders still open: 1 instead of 0")
        .contains("attempts that ran: 5 instead of 6");
  }

  @Test
  void shouldSayWhenGitHasAnotherPatch() {
    Map<String, String> patches = new TreeMap<>(Ends.patches(end));
    patches.put("v1-1", "another");

    assertThat(breaks(Checks.accounted(end, 5, patches)))
        .isEqualTo("v1-1 is another in git and commit-1 on record");
  }

  @Test
  void shouldHoldWhenMoneyStaysBelowTheCapAndCoversWhatWasPaid() {
    assertThat(money("0.05", "0.05", "0.05").breaks()).isEmpty();
  }

  @Test
  void shouldSayByHowMuchMoneyWasAboveTheCap() {
    assertThat(breaks(money("0.05", "0.07", "0.05"))).contains("$0.02 above the cap");
  }

  @Test
  void shouldSayWhenMoneyStaysReservedOrIsNotBooked() {
    end.contest().getSpend().setReserved(new BigDecimal("0.01"));

    assertThat(breaks(money("0.10", "0.06", "0.09")))
        .contains("$0.01 stays reserved")
        .contains("agents cost $0.09, and $0.05 is booked");
  }

  @Test
  void shouldHoldWhenTheBrokerDiedAndWhatCameLateWasInFlight() {
    end.contest().getSpend().setMoney(new BigDecimal("0.08"));
    end.contest().setLateMoney(new BigDecimal("0.03"));

    assertThat(late("0.03", 1).breaks()).isEmpty();
    assertThat(late("0.02", 2).breaks()).isEmpty();
    assertThat(breaks(late("0.02", 1)))
        .isEqualTo("$0.03 came late, and $0.02 could when the broker died 1 times");
    assertThat(breaks(late("0.03", 0))).contains("$0.03 came late");
  }

  @Test
  void shouldSayWhenTheVerdictAndTheContestDifferByMoreThanCameLate() {
    end.contest()
        .setSpend(
            Spend.newBuilder(end.contest().getSpend()).setMoney(new BigDecimal("0.08")).build());
    end.contest().setLateMoney(new BigDecimal("0.02"));

    assertThat(breaks(late("0.03", 1)))
        .contains("the verdict says $0.05, the contest $0.08, and $0.02 came late");
  }

  @Test
  void shouldSayWhenABoardOrAVerdictWasPublishedTwice() {
    assertThat(Checks.published(Map.of("t", List.of(1L, 2L, 4L)), Map.of("t", 1)).breaks())
        .isEmpty();
    assertThat(Checks.published(Map.of("t", List.of(1L, 2L, 2L)), Map.of("t", 2)).breaks())
        .containsExactly("board 2 of t comes after board 2", "verdicts of t: 2 instead of 1");
  }

  @Test
  void shouldHoldWhenEachPoisonHasItsLetter() {
    assertThat(Checks.deadLetters(poison(), List.of(letter("winnow.results", 3))).breaks())
        .isEmpty();
  }

  @Test
  void shouldTakeSeveralLettersOfWhatCannotBeDecoded() {
    List<Records.Planted> poison = new ArrayList<>(poison());
    poison.add(new Records.Planted("winnow.attempts", 7, "random bytes", Poison.Fate.LETTERS));

    assertThat(
            Checks.deadLetters(
                    poison,
                    List.of(
                        letter("winnow.results", 3),
                        letter("winnow.attempts", 7),
                        letter("winnow.attempts", 7)))
                .breaks())
        .isEmpty();
  }

  @Test
  void shouldSayWhichLettersAreMissingTwiceOrOfSomethingElse() {
    assertThat(breaks(Checks.deadLetters(poison(), List.of())))
        .contains("0 dead letters of winnow.results@3, another key");
    assertThat(
            breaks(
                Checks.deadLetters(
                    poison(), List.of(letter("winnow.results", 3), letter("winnow.results", 3)))))
        .contains("2 dead letters of winnow.results@3");
    assertThat(
            breaks(
                Checks.deadLetters(
                    poison(),
                    List.of(
                        letter("winnow.results", 3),
                        letter("winnow.results", 4),
                        letter("winnow.results", 5)))))
        .contains("1 dead letters of winnow.results@4, no value")
        .contains("of winnow.results@5, which was none of ours");
  }

  @Test
  void shouldSayWhenALetterHasNoReason() {
    DeadLetter letter = letter("winnow.results", 3);
    letter.setReason(" ");

    assertThat(breaks(Checks.deadLetters(poison(), List.of(letter)))).contains("does not say why");
  }

  @Test
  void shouldSayWhoIsBehind() {
    assertThat(Checks.lag(Map.of("winnow.results", 0L)).breaks()).isEmpty();
    assertThat(Checks.lag(Map.of("winnow.results", 2L)).text())
        .startsWith("BROKEN lag is 0")
        .contains("winnow.results: 2 instead of 0");
  }

  private Check money(String cap, String most, String paid) {
    Money seen = new Money(new BigDecimal(most), BigDecimal.ZERO);
    return Checks.money(end, new BigDecimal(cap), seen, 0, new BigDecimal(paid), 5);
  }

  private Check late(String reserved, int deaths) {
    Money seen = new Money(BigDecimal.ZERO, new BigDecimal(reserved));
    return Checks.money(end, new BigDecimal("0.06"), seen, deaths, new BigDecimal("0.08"), 5);
  }

  private static List<Records.Planted> poison() {
    return List.of(
        new Records.Planted("winnow.results", 3, "another key", Poison.Fate.ONE_LETTER),
        new Records.Planted("winnow.results", 4, "no value", Poison.Fate.NOTHING));
  }

  private static DeadLetter letter(String topic, long offset) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(0)
        .setOffset(offset)
        .setSource("streams-app")
        .setReason("it cannot be read")
        .setAt(Instant.EPOCH)
        .build();
  }

  private static String breaks(Check check) {
    return String.join("\n", check.breaks());
  }
}
