package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever text comes, a task comes of it, or problems that somebody can mend. */
class SpecProperties {
  private static final Path FOLDER = Path.of("..", "examples");
  // A machine that is busy is no failure; a reader that goes round in circles is.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Property(
      tries = 1_500,
      seed = "20261130",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldGiveATaskOrProblemsWithFieldAndMendWhenASpecIsBroken(
      @ForAll("broken") String text, @ForAll boolean isFile) {
    long start = System.nanoTime();

    Parsed parsed = isFile ? TaskSpec.parse(text, FOLDER) : TaskSpec.parse(text);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    if (parsed instanceof Parsed.Invalid invalid) {
      assertCanBeMended(invalid);
    } else if (!isFile) {
      assertThat(TaskRules.check(task(parsed))).isEmpty();
      assertThat(task(TaskSpec.parse(json(text)))).isEqualTo(task(parsed));
    }
  }

  @Property(tries = 500, seed = "20261130", shrinking = ShrinkingMode.OFF)
  void shouldGiveProblemsWithFieldAndMendWhenATextIsNoSpec(@ForAll String text) {
    assertThat(TaskSpec.parse(text))
        .isInstanceOfSatisfying(Parsed.Invalid.class, SpecProperties::assertCanBeMended);
  }

  @Provide
  Arbitrary<String> broken() {
    return Arbitraries.randomValue(BrokenSpecs::next);
  }

  private static void assertCanBeMended(Parsed.Invalid invalid) {
    assertThat(invalid.problems())
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.field()).isNotEmpty();
              assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
              assertThat(problem.mend()).isNotBlank();
            });
  }

  private static Task task(Parsed parsed) {
    Task task = TaskSpecTest.valid(parsed);
    task.setSubmittedAt(Instant.EPOCH);
    return task;
  }

  private static String json(String text) {
    try {
      return SpecReader.read(text).tree().toString();
    } catch (UnreadableSpecException bad) {
      throw new AssertionError(bad);
    }
  }
}
