package dev.winnow.streams.query;

import dev.winnow.schemas.PullRequestReport;
import java.util.Optional;

/** Events of a pull request: each report that differs from the one before. It has no end. */
final class PullRequestFeed implements Feed {
  private final PullRequestViews views;
  private final String key;
  private PullRequestReport told;
  private long count;

  PullRequestFeed(PullRequestViews views, String key) {
    this.views = views;
    this.key = key;
  }

  @Override
  public Look look(Sink sink) {
    Optional<PullRequestReport> report = views.report(key);
    if (report.isEmpty() || report.get().equals(told)) {
      return Look.NOTHING_NEW;
    }
    told = report.get();
    sink.send("report", told, ++count);
    return Look.SENT;
  }
}
