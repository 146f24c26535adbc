package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Members come and go, and records end in any order: none is lost, done twice or miscounted. */
class DeliveryWindowProperties {
  private static final int RECORDS = 60;

  /**
   * A log with gaps, read by members one after the other; each commits before it goes. A commit is
   * lost now and then, with nothing begun after it.
   */
  @Property(tries = 300)
  void shouldDeliverEachRecordUntilItIsDoneWithTrueCounts(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int slots) {
    Random random = new Random(seed);
    List<Long> log = new ArrayList<>();
    long offset = random.nextInt(3);
    for (int i = 0; i < RECORDS; i++) {
      log.add(offset);
      offset += 1 + random.nextInt(3);
    }
    TreeMap<Long, Integer> counts = new TreeMap<>();
    List<Long> done = new ArrayList<>();
    DeliveryWindow window = DeliveryWindow.empty();
    long end = offset;
    long committed = 0;
    String metadata = "";
    boolean isFirst = true;
    for (int turn = 0; done.size() < RECORDS; turn++) {
      assertThat(turn).as("turns").isLessThan(10_000);
      if (isFirst || random.nextInt(10) == 0) {
        window = isFirst ? window : DeliveryWindow.of(committed, metadata);
        isFirst = false;
        long from = committed;
        Member member = new Member(window, log.stream().filter(each -> each >= from).toList(), end);
        int steps = random.nextInt(40);
        for (int step = 0; step < steps; step++) {
          member.step(random, slots, counts, done);
          committed = window.position(member.next());
          metadata = window.metadata(committed);
          assertThat(metadata.length()).isLessThanOrEqualTo(DeliveryWindow.LONGEST);
        }
      }
    }
    assertThat(done).doesNotHaveDuplicates().hasSameElementsAs(log);
  }

  private static final class Member {
    private final DeliveryWindow window;
    private final List<Long> log;
    private final long end;
    private final List<Long> running = new ArrayList<>();
    private final List<Long> released = new ArrayList<>();
    private int at;

    Member(DeliveryWindow window, List<Long> log, long end) {
      this.window = window;
      this.log = log;
      this.end = end;
    }

    long next() {
      return at < log.size() ? log.get(at) : end;
    }

    void step(Random random, int slots, TreeMap<Long, Integer> counts, List<Long> done) {
      int what = random.nextInt(4);
      if (what == 0 && !running.isEmpty()) {
        long offset = running.remove(random.nextInt(running.size()));
        window.finish(offset);
        done.add(offset);
      } else if (what == 1 && !running.isEmpty()) {
        released.add(running.remove(random.nextInt(running.size())));
      } else if (running.size() < slots && !released.isEmpty() && what == 2) {
        begin(released.remove(0), random, counts);
      } else if (running.size() < slots && at < log.size()) {
        long offset = log.get(at++);
        if (window.isDone(offset)) {
          assertThat(done).contains(offset);
          window.pass(offset);
        } else {
          assertThat(done).doesNotContain(offset);
          begin(offset, random, counts);
        }
      }
    }

    private void begin(long offset, Random random, TreeMap<Long, Integer> counts) {
      int expected = Math.min(26, counts.getOrDefault(offset, 0) + 1);
      assertThat(window.begin(offset)).isEqualTo(expected);
      if (random.nextInt(8) == 0) {
        window.takeBack(offset);
        released.add(offset);
      } else {
        counts.put(offset, expected);
        running.add(offset);
      }
    }
  }
}
