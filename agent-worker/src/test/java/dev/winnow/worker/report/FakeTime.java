package dev.winnow.worker.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when somebody waits, and at no other time. */
class FakeTime extends Clock implements Pause {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public void take(Duration length) {
    now = now.plus(length);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
