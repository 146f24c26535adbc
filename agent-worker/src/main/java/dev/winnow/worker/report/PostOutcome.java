package dev.winnow.worker.report;

/** What came of posting a report. */
public enum PostOutcome {
  /** The check run shows the report now. */
  POSTED,
  /** The check run or the commit status showed the report already. */
  UNCHANGED,
  /** The check run shows a newer report. */
  OUTDATED,
  /** Check runs are not for this login; a commit status shows the conclusion. */
  STATUS,
  /** The pull request is closed and has no run that could be updated. */
  SKIPPED
}
