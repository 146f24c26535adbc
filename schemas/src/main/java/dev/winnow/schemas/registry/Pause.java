package dev.winnow.schemas.registry;

import java.time.Duration;

/** Waits; a test's does not. */
interface Pause {
  void take(Duration length) throws InterruptedException;
}
