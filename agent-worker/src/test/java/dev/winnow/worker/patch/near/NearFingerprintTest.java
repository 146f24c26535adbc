package dev.winnow.worker.patch.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.PatchFingerprint;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearFingerprintTest {
  private static final String METHOD =
      "int sum(int[] values) { int total = 0; for (int v : values) { total += v; } return total; }";

  @Test
  void shouldBeSameWhenNamesNumbersLayoutAndCommentsDiffer() {
    String other =
        "int add(int[] all) {\n // each\n int n = 1;\n for (int a\n : all) { n += a; }"
            + " /* so */ return n; }";

    assertThat(of("A.java", "", METHOD)).isPresent().isEqualTo(of("A.java", "", other));
  }

  @Test
  void shouldDifferWhenStructureDiffers() {
    assertThat(of("A.java", "", METHOD)).isNotEqualTo(of("A.java", "", METHOD.replace("+=", "-=")));
  }

  @Test
  void shouldCountWordsWhereATextIsNoProgram() {
    assertThat(of("a.md", "", "one two three four five six"))
        .isPresent()
        .isNotEqualTo(of("a.md", "", "six five four three two one"));
  }

  @Test
  void shouldLeaveOutWhatTheOldFileHasWhereverItWas() {
    String rest = "void other() { while (isOpen()) { close(); } }\n";

    assertThat(of("A.java", METHOD + "\n" + rest, rest + METHOD))
        .map(PatchFingerprint::getSize)
        .hasValueSatisfying(size -> assertThat(size).isLessThanOrEqualTo(4));
    assertThat(of("A.java", METHOD, METHOD)).isEmpty();
  }

  @Test
  void shouldNotDependOnTheOrderOfFiles() {
    NearFingerprint one = new NearFingerprint();
    NearFingerprint other = new NearFingerprint();
    one.add("A.java", "", METHOD);
    one.add("b.md", "", "one two three four five six seven");
    other.add("b.md", "", "one two three four five six seven");
    other.add("A.java", "", METHOD);

    assertThat(one.build()).isEqualTo(other.build());
  }

  @Test
  void shouldBeEmptyWhenNothingLongEnoughIsAdded() {
    assertThat(of("A.java", METHOD, "")).isEmpty();
    assertThat(of("A.java", "", "int a;")).isEmpty();
  }

  @Test
  void shouldStaySmallWhenAPatchIsLarge() {
    Random random = new Random(3);
    String words =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "w" + random.nextInt(1_000) + (i % 20 == 0 ? "\n" : " "))
            .collect(Collectors.joining());

    PatchFingerprint print = of("a.txt", "", words).orElseThrow();

    assertThat(print.getSize()).isGreaterThan(5_000);
    assertThat(print.getSample().remaining()).isEqualTo(NearFingerprint.SAMPLE * Long.BYTES);
    assertThat(print.getBands().remaining()).isEqualTo(32 * Long.BYTES);
  }

  @Test
  void shouldLeaveOutFilesThatNobodyWroteByHand() {
    assertThat(of("a.min.js", "", "f(x,1);".repeat(1_000))).isEmpty();
  }

  @Test
  void shouldStopLookingWhenAPatchIsHuge() {
    NearFingerprint print = new NearFingerprint();
    String lines = "f(x, 1);\n".repeat(60_000);
    for (int i = 0; i < 5; i++) {
      print.add("a" + i + ".js", "", lines);
    }

    assertThat(print.build())
        .map(PatchFingerprint::getSize)
        .hasValueSatisfying(size -> assertThat(size).isLessThan(20));
  }

  @Test
  void shouldReadLiteralsAndCommentsThatDoNotEnd() {
    assertThat(of("A.java", "", METHOD + "\n\"open\n'x /* open")).isPresent();
  }

  private static Optional<PatchFingerprint> of(String path, String before, String after) {
    NearFingerprint print = new NearFingerprint();
    print.add(path, before, after);
    return print.build();
  }
}
