package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.streams.query.Views;

/** The board as a program reads it that has the streams application in its own process. */
public final class WinnowInProcess implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    try (BoardStack stack = BoardStack.of(options.number("members"), options.number("limit"))) {
      Views views = stack.app().views();
      return Readers.measure(options, () -> () -> read(views));
    }
  }

  /** Looks at each line of it. */
  private static long read(Views views) {
    long sum = 0;
    for (LeaderboardEntry each : views.leaderboard(BoardStack.TASK).orElseThrow().getEntries()) {
      sum += each.getRank() + each.getClusterId().length();
    }
    return sum;
  }
}
