package dev.winnow.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScoreTest {
  /** Answers with the text of the new version. */
  private static final Judge ECHO =
      new Judge() {
        @Override
        public String name() {
          return "echo";
        }

        @Override
        public Set<ContractKind> kinds() {
          return Set.of(ContractKind.AVRO);
        }

        @Override
        public Judgement judge(LabelledCase labelled) throws UnreadableCaseException {
          return switch (labelled.after().text()) {
            case "break" -> Judgement.of(true, List.of("a ground"));
            case "pass" -> Judgement.of(false, List.of());
            case "unreadable" -> throw new UnreadableCaseException("it is not readable");
            case "overflow" -> overflow(1);
            case "hang" -> hang();
            default -> throw new IllegalArgumentException("a defect");
          };
        }

        private Judgement overflow(int depth) {
          return Judgement.of(overflow(depth + 1) == null, List.of());
        }

        private Judgement hang() {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Judgement.of(true, List.of());
        }
      };

  @Test
  void shouldCountEachSortWhenTheSuiteIsKnown() throws InterruptedException {
    List<LabelledCase> cases =
        List.of(
            labelled("tp-1", true, "break"),
            labelled("tp-2", true, "break"),
            labelled("tp-3", true, "break"),
            labelled("fp", false, "break"),
            labelled("fn", true, "pass"),
            labelled("tn-1", false, "pass"),
            labelled("tn-2", false, "pass"),
            labelled("unreadable", true, "unreadable"),
            labelled("overflow", false, "overflow"),
            labelled("defect", true, "defect"),
            labelled("hang", true, "hang"));

    Score score = score(cases);

    assertThat(score.total()).isEqualTo(new Counts(3, 1, 4, 3, 4));
    assertThat(score.total().precision()).isEqualTo(new Proportion(3, 4));
    assertThat(score.total().recall()).isEqualTo(new Proportion(3, 7));
    assertThat(score.misses())
        .extracting(miss -> miss.sort() + " " + miss.labelled().name())
        .containsExactly(
            "FP fp",
            "FN fn",
            "unreadable unreadable",
            "unreadable overflow",
            "unreadable defect",
            "unreadable hang");
  }

  @Test
  void shouldCountApartWhenACaseIsDisputed() throws InterruptedException {
    LabelledCase plain = labelled("plain", true, "break");
    LabelledCase disputed =
        new LabelledCase(
            "disputed", "d.json", ContractKind.AVRO, files("a"), files("pass"), true, true, "");

    Score score = score(List.of(plain, disputed));

    assertThat(score.total()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    assertThat(score.disputed()).isEqualTo(Map.of(ContractKind.AVRO, new Counts(0, 0, 1, 0, 0)));
  }

  @Test
  void shouldNotAskWhenTheJudgeDoesNotKnowTheKind() throws InterruptedException {
    LabelledCase graphql =
        new LabelledCase(
            "other", "o.json", ContractKind.GRAPHQL, files("a"), files("b"), true, false, "");

    Score score = score(List.of(graphql));

    assertThat(score.counts()).isEmpty();
  }

  private static Score score(List<LabelledCase> cases) throws InterruptedException {
    try (BoundedJudging judging = new BoundedJudging(Duration.ofMillis(500))) {
      return Score.of(ECHO, cases, judging);
    }
  }

  private static LabelledCase labelled(String name, boolean breaking, String answer) {
    return new LabelledCase(
        name, name + ".json", ContractKind.AVRO, files("a"), files(answer), breaking, false, "");
  }

  private static ContractFiles files(String text) {
    return new ContractFiles(Map.of("a.avsc", text), List.of("a.avsc"));
  }
}
