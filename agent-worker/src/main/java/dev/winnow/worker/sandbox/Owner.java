package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/**
 * The worker process that a sandbox belongs to. A process id is used again in time, and so its
 * start is part of it.
 *
 * @param pid the process id
 * @param startedAt when the process started, as the platform has it: the same text whoever asks,
 *     and a text of its own for each process that has the id
 */
record Owner(long pid, String startedAt) {
  private static final String FILE = "owner.properties";
  private static final int START_AFTER_NAME = 19;

  /** This process. */
  static Owner current() {
    return of(ProcessHandle.current());
  }

  private static Owner of(ProcessHandle process) {
    return new Owner(process.pid(), start(process));
  }

  /** Linux's own count of ticks since it started: Java's instant moves when the clock is set. */
  private static String start(ProcessHandle process) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_AFTER_NAME];
    } catch (IOException | RuntimeException e) {
      return process.info().startInstant().orElse(Instant.EPOCH).toString();
    }
  }

  /** Whether a process was named at all. */
  boolean isKnown() {
    return pid > 0;
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
    properties.setProperty("startedAt", startedAt);
    properties.setProperty("order", orderId);
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FILE))) {
      properties.store(writer, null);
    }
  }

  /** Says that nobody owns a sandbox any more. */
  static void disown(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  /** Reads who owns a sandbox; a file that is missing or broken names nobody that lives. */
  static Owner read(Path folder) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      properties.load(reader);
      return new Owner(
          Long.parseLong(properties.getProperty("pid", "-1")),
          properties.getProperty("startedAt", ""));
    } catch (IOException | RuntimeException e) {
      return new Owner(-1, "");
    }
  }
}
