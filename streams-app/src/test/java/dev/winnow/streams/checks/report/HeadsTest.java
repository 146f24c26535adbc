package dev.winnow.streams.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadsTest {
  @Property
  void shouldBeTheSameWhateverTheOrderAndHoweverOften(
      @ForAll("events") List<PullRequestHead> events, @ForAll long seed) {
    List<PullRequestHead> shuffled = new ArrayList<>(events);
    shuffled.addAll(events);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(all(shuffled)).isEqualTo(all(events));
  }

  @Test
  void shouldFollowTheChainWhenPushesComeWithinOneSecond() {
    PullRequestHead first = head("c", 1, null);
    PullRequestHead second = head("a", 1, "c");
    PullRequestHead third = head("b", 1, "a");

    assertThat(all(List.of(third, first, second))).containsExactly(first, second, third);
  }

  @Test
  void shouldPutACloseAfterThePushOfTheSameSecond() {
    PullRequestHead first = head("b", 1, null);
    PullRequestHead pushed = head("a", 1, "b");
    PullRequestHead closed = closed("a", 1);

    assertThat(Heads.newest(all(List.of(closed, pushed, first)))).isEqualTo(closed);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11})
  void shouldKeepTheTenThatWerePushedLastWhenThereAreAsManyOrMore(int pushes) {
    List<PullRequestHead> events =
        IntStream.range(0, pushes).mapToObj(second -> head("head" + second, second, null)).toList();

    assertThat(all(events)).isEqualTo(events.subList(pushes - 10, pushes));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void shouldKeepTheLastHundredEventsWhenThereAreAsManyOrMore(int count) {
    List<PullRequestHead> events =
        IntStream.range(0, count)
            .mapToObj(second -> second % 2 == 0 ? head("a", second, null) : closed("a", second))
            .toList();

    assertThat(all(events)).isEqualTo(events.subList(count - 100, count));
  }

  @Test
  void shouldKeepTenHeadsHoweverOftenOneIsClosedAndOpened() {
    List<PullRequestHead> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(head("head" + i, i, null));
    }
    for (int i = 10; i < 50; i++) {
      events.add(i % 2 == 0 ? closed("head9", i) : head("head9", i, null));
    }

    assertThat(Heads.distinct(all(events))).hasSize(10);
  }

  @Test
  void shouldEndWhenHeadsReplaceEachOtherInACircle() {
    assertThat(all(List.of(head("a", 1, "b"), head("b", 1, "a")))).hasSize(2);
  }

  @Test
  void shouldKeepALaterPlaceWhenAHeadIsPushedAgain() {
    List<PullRequestHead> heads =
        all(List.of(head("a", 1, null), head("b", 2, "a"), head("a", 3, "b")));

    assertThat(Heads.distinct(heads))
        .extracting(PullRequestHead::getHead)
        .containsExactly("b", "a");
  }

  @Provide
  Arbitrary<List<PullRequestHead>> events() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d");
    // Few enough that none is dropped: what was dropped cannot order those that stay.
    return Combinators.combine(names, Arbitraries.integers().between(1, 3), names.injectNull(0.5))
        .as(HeadsTest::head)
        .list()
        .ofMaxSize(8)
        .filter(list -> list.stream().distinct().count() <= Heads.MOST)
        .filter(list -> !list.isEmpty());
  }

  private static List<PullRequestHead> all(List<PullRequestHead> events) {
    List<PullRequestHead> heads = List.of();
    for (PullRequestHead event : events) {
      heads = Heads.add(heads, event);
    }
    return heads;
  }

  private static PullRequestHead closed(String commit, int second) {
    return PullRequestHead.newBuilder(head(commit, second, null))
        .setState(PullRequestState.CLOSED)
        .build();
  }

  private static PullRequestHead head(String commit, int second, String before) {
    return PullRequestHead.newBuilder()
        .setHead(commit)
        .setBase("base")
        .setBaseRef("main")
        .setUpdatedAt(Instant.ofEpochSecond(second))
        .setState(PullRequestState.OPEN)
        .setBefore(before)
        .build();
  }
}
