package dev.winnow.streams.contest.racing;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Which versions of a board are points of its race's history. As a board gets on, every second,
 * then every fourth version is one, and so on, so that no task has more than {@value #MOST} points
 * and they stay evenly spread, whatever the number of versions. It depends on the version alone, so
 * the same board has the same points after any restart.
 */
public final class RaceThinning {
  /** No task has more points than this. */
  public static final int MOST = 256;

  private RaceThinning() {}

  /** Whether a version, from 1, is a point when it is the newest. */
  public static boolean isKept(long version) {
    return version % spacing(version) == 0;
  }

  /**
   * Versions that are points no more when {@code version}, from 1, becomes the newest; empty but
   * where the spacing doubles, where they are half of all.
   */
  public static List<Long> dropped(long version) {
    long spacing = spacing(version);
    long before = version == 1 ? spacing : spacing(version - 1);
    if (spacing == before) {
      return List.of();
    }
    return LongStream.iterate(before, each -> each < version, each -> each + spacing)
        .boxed()
        .toList();
  }

  /** 1 up to {@value #MOST} versions, 2 up to twice as many, and so on. */
  private static long spacing(long version) {
    long spacing = 1;
    while (version > spacing * MOST) {
      spacing *= 2;
    }
    return spacing;
  }
}
