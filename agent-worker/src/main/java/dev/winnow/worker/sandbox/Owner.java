package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/**
 * The worker process that a sandbox belongs to. A process id is used again in time, and so its
 * start is part of it.
 *
 * @param pid the process id
 * @param startedAt when the process started; the epoch if the platform does not tell
 */
record Owner(long pid, Instant startedAt) {
  private static final String FILE = "owner.properties";

  /** This process. */
  static Owner current() {
    return of(ProcessHandle.current());
  }

  private static Owner of(ProcessHandle process) {
    return new Owner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> of(process).equals(this))
        .orElse(false);
  }

  void write(Path folder, String orderId) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("startedAt", startedAt.toString());
    properties.setProperty("order", orderId);
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FILE))) {
      properties.store(writer, null);
    }
  }

  /** Reads who owns a sandbox; a file that is missing or broken names nobody that lives. */
  static Owner read(Path folder) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      properties.load(reader);
      return new Owner(
          Long.parseLong(properties.getProperty("pid", "-1")),
          Instant.parse(properties.getProperty("startedAt", Instant.EPOCH.toString())));
    } catch (IOException | RuntimeException e) {
      return new Owner(-1, Instant.EPOCH);
    }
  }
}
