package dev.winnow.benchmarks.chaos;

import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Does to a stack what faults say, and mends it. */
final class Faults {
  private static final int KIB = 1024;
  private static final int CHUNK = 64 * KIB;
  private static final long LARGEST_DISK = 128L * KIB * KIB;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int MOUNT_TURNS = 400;
  private static final double MS_PER_SECOND = 1000;

  /** A broker refuses records from more than an hour ahead of its own clock. */
  private static final List<Duration> SHIFTS =
      List.of(Duration.ofHours(-6), Duration.ofMinutes(-10), Duration.ofMinutes(45));

  private final ChaosStack stack;
  private final Records records;
  private final Story story;

  Faults(ChaosStack stack, Records records, Story story) {
    this.stack = stack;
    this.records = records;
    this.story = story;
  }

  /** Does one and returns when it is mended. */
  void run(Fault fault) throws IOException, InterruptedException {
    switch (fault.kind()) {
      case WORKER -> kill(worker(fault), fault);
      case STREAMS -> killStreams(fault);
      case BROKER -> kill(stack.broker(), fault);
      case REGISTRY -> kill(stack.registry(), fault);
      case NETWORK -> cut("everybody's way to the broker", stack.ways(), fault);
      case LINK ->
          cut(
              worker(fault).name() + "'s way to the broker",
              List.of(stack.ways().get(fault.worker() + 1)),
              fault);
      case DISK -> fillDisk(fault);
      case CLOCK -> jumpClock(fault);
      case POISON -> {
        int count = records.poison(fault.seed());
        story.tell("poison: %d records that nobody can use", count);
      }
      case DUPLICATES -> {
        int count = records.repeat(fault.seed(), Optional.empty());
        story.tell("duplicates: %d results again, out of order", count);
      }
    }
  }

  private Part worker(Fault fault) {
    return stack.workers().get(fault.worker());
  }

  private void kill(Part part, Fault fault) throws IOException, InterruptedException {
    part.with(
        () -> {
          long pid = part.kill();
          story.tell("kill -9 %s (%d), down for %s", part.name(), pid, text(fault.lasting()));
          pause(fault.lasting());
          part.start();
        });
  }

  private void killStreams(Fault fault) throws IOException, InterruptedException {
    Part part = stack.streams();
    part.with(
        () -> {
          long pid = part.kill();
          story.tell(
              "kill -9 %s (%d)%s, down for %s",
              part.name(), pid, fault.severe() ? ", its disk is lost" : "", text(fault.lasting()));
          if (fault.severe()) {
            Folders.remove(stack.stateFolder());
          }
          pause(fault.lasting());
          part.start();
        });
  }

  private void cut(String what, List<TcpProxy> ways, Fault fault) throws InterruptedException {
    story.tell(
        "cut %s, which %s, for %s",
        what, fault.severe() ? "swallows all" : "refuses all", text(fault.lasting()));
    ways.forEach(way -> way.cut(fault.severe()));
    try {
      pause(fault.lasting());
    } finally {
      ways.forEach(way -> way.mend(fault.severe()));
    }
    story.tell("mended %s", what);
  }

  /** The first worker's disk; it is seen through its process, whose mount nobody else has. */
  private void fillDisk(Fault fault) throws IOException, InterruptedException {
    Part part = stack.workers().get(0);
    part.with(
        () -> {
          Path filler = disk(part).resolve("filler");
          long filled = fill(filler);
          story.tell(
              "%s's disk is full (%d KiB were free), for %s",
              part.name(), filled / KIB, text(fault.lasting()));
          long until = System.nanoTime() + fault.lasting().toNanos();
          while (System.nanoTime() - until < 0) {
            // What is removed meanwhile is filled as well.
            fill(filler);
            pause(LOOK);
          }
          Files.deleteIfExists(filler);
          story.tell("%s's disk has room again", part.name());
        });
  }

  /** Waits for the mount: before it, the same path is on the disk of this host. */
  private Path disk(Part part) throws IOException, InterruptedException {
    for (int turn = 0; turn < MOUNT_TURNS; turn++) {
      Path disk = Path.of("/proc/" + part.pid() + "/root" + stack.workerFolder(0));
      long size = disk.toFile().getTotalSpace();
      if (size > 0 && size <= LARGEST_DISK) {
        return disk;
      }
      pause(LOOK);
    }
    throw new IOException(part.name() + " has no disk of its own");
  }

  /** Appends until there is no room; returns how many bytes that were. */
  private static long fill(Path filler) throws IOException {
    byte[] zeros = new byte[CHUNK];
    long written = 0;
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = CHUNK; size > 0; size /= 2) {
        written += fill(out, zeros, size);
      }
    }
    return written;
  }

  private static long fill(OutputStream out, byte[] zeros, int size) {
    long written = 0;
    try {
      while (true) {
        out.write(zeros, 0, size);
        written += size;
      }
    } catch (IOException e) {
      // No room for so much: that is what is wanted.
      return written;
    }
  }

  private void jumpClock(Fault fault) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(fault.seed());
    Duration shift = SHIFTS.get(random.nextInt(SHIFTS.size()));
    Optional<Clocks> clocks = stack.clocks();
    if (clocks.isEmpty()) {
      int count = records.repeat(fault.seed(), Optional.of(shift));
      story.tell("clock: %d results again, stamped %+d min off", count, shift.toMinutes());
      return;
    }
    Part part = fault.severe() ? stack.streams() : worker(fault);
    part.with(
        () -> {
          clocks.get().set(part.name(), shift);
          story.tell(
              "%s's clock jumps by %+d min, for %s",
              part.name(), shift.toMinutes(), text(fault.lasting()));
          try {
            pause(fault.lasting());
          } finally {
            clocks.get().set(part.name(), Duration.ZERO);
          }
          story.tell("%s's clock is right again", part.name());
        });
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static String text(Duration time) {
    return "%.1f s".formatted(time.toMillis() / MS_PER_SECOND);
  }

  /** Why kinds cannot be done here, in words; those that can are not in it. */
  static List<String> skipped(Host host) {
    List<String> skipped = new ArrayList<>();
    host.noOwnDisk().ifPresent(why -> skipped.add("disk: " + why));
    if (host.fakeTime().isEmpty()) {
      skipped.add(
          "clock: libfaketime is not installed; results are published again with time stamps that"
              + " are off, and no process has a wrong clock");
    }
    return skipped;
  }
}
