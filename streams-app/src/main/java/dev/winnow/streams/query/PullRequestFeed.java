package dev.winnow.streams.query;

import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Sha256;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Events of a pull request: each report that differs from the one before. It has no end. The id of
 * an event is a digest of the report, so that a client that comes back is told nothing if nothing
 * has changed.
 */
final class PullRequestFeed implements Feed {
  private static final int ID_LENGTH = 16;

  private final Supplier<PullRequestViews> here;
  private final String key;
  private String told;
  private PullRequestReport last;

  /**
   * @param here what can be read of it; throws when it is moved to another instance
   * @param told id of the last event that the client has seen; null or any other text if none
   */
  PullRequestFeed(Supplier<PullRequestViews> here, String key, String told) {
    this.here = here;
    this.key = key;
    this.told = told;
  }

  @Override
  public Look look(Sink sink) {
    Optional<PullRequestReport> report = here.get().report(key);
    if (report.isEmpty() || report.get().equals(last)) {
      return Look.NOTHING_NEW;
    }
    last = report.get();
    String id = Sha256.hex(RecordJson.of(last).toString()).substring(0, ID_LENGTH);
    if (id.equals(told)) {
      return Look.NOTHING_NEW;
    }
    told = id;
    sink.send("report", last, id);
    return Look.SENT;
  }
}
