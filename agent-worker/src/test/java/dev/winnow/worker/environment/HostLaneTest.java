package dev.winnow.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.OtherJvm;
import dev.winnow.worker.process.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostLaneTest {
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  @TempDir Path folder;

  /** Another worker process of the host. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      FileChannel channel =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      System.out.println("locked");
      System.in.read();
    }
  }

  @Test
  void shouldGetTheLaneWhenTheProcessThatHadItIsKilled() throws Exception {
    Path file = folder.resolve("lock");
    Process holder = OtherJvm.of(Holder.class, file.toString()).start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("locked");
      HostLane lane = lane(file);
      assertThat(lane.await(new Cancellation(), Instant.now().plusMillis(150)))
          .as("while it lives")
          .isEmpty();

      holder.destroyForcibly();

      try (HostLane.Turn turn = lane.await(new Cancellation(), NEVER).orElseThrow()) {
        assertThat(turn).isNotNull();
      }
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void shouldEndTheWaitWhenTheWorkIsCancelled() throws IOException {
    HostLane lane = lane(folder.resolve("lock"));
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("enough");
    try (HostLane.Turn first = lane.await(new Cancellation(), NEVER).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(lane.await(cancellation, NEVER)).isEmpty();
    }
    Optional<HostLane.Turn> next = lane.await(new Cancellation(), NEVER);
    assertThat(next).as("it was given back").isPresent();
    next.get().close();
  }

  @Test
  void shouldSayWhatToMendWhenTheFileCannotBeLocked() throws IOException {
    HostLane lane = lane(folder.resolve("missing/lock"));

    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> lane.await(new Cancellation(), NEVER))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("worker.exclusive.lock")
          .hasMessageContaining("missing/lock");
    }
  }

  private static HostLane lane(Path file) {
    return new HostLane(file, Clock.systemUTC());
  }
}
