package dev.winnow.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildTest {
  private final Child child = new Child(new ClassPaths(Path.of(".")));

  @Test
  void shouldReadWhatWasMeasuredWhenAContenderTalksBetween() throws Exception {
    Measured measured = child.run(row(Talker.class, 60), side(Talker.class).with("times", 7));

    assertThat(measured.work()).isEqualTo(7);
    assertThat(measured.wallSeconds()).isPositive();
    assertThat(measured.figures()).isEqualTo(Map.of("p99 ms", 2.5));
  }

  @Test
  void shouldShowWhatItWroteWhenAContenderFails() {
    assertThatThrownBy(() -> child.run(row(Failing.class, 60), side(Failing.class)))
        .isInstanceOf(CompareException.class)
        .hasMessageContaining("side ended with 1")
        .hasMessageContaining("no such luck");
  }

  @Test
  void shouldStopItWhenAContenderTakesTooLong() {
    assertThatThrownBy(() -> child.run(row(Sleeper.class, 1), side(Sleeper.class)))
        .isInstanceOf(CompareException.class)
        .hasMessageContaining("took more than 1 s");
  }

  private static Side side(Class<? extends Contender> contender) {
    return Side.of("side", contender);
  }

  private static Row row(Class<? extends Contender> contender, int seconds) {
    return new Row(
        "row",
        "What is done.",
        Options.none().with("times", 1),
        List.of(side(contender)),
        List.of(),
        Duration.ofSeconds(seconds));
  }

  /** Does nothing, and says so. */
  public static final class Talker implements Contender {
    @Override
    public Measured run(Options options) {
      Stopwatch stopwatch = Stopwatch.start();
      System.out.println("warming up");
      return stopwatch.stop(options.number("times")).with("p99 ms", 2.5);
    }
  }

  /** Cannot do it. */
  public static final class Failing implements Contender {
    @Override
    public Measured run(Options options) {
      throw new IllegalStateException("no such luck");
    }
  }

  /** Does not come to an end. */
  public static final class Sleeper implements Contender {
    @Override
    public Measured run(Options options) throws InterruptedException {
      Thread.sleep(60_000);
      return Stopwatch.start().stop(1);
    }
  }
}
