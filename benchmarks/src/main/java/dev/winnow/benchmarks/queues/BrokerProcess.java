package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.Folder;
import dev.winnow.benchmarks.compare.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Winnow's embedded broker in a process of its own, for every side the same one. Needs nothing but
 * the JDK, since peers start it too.
 */
public final class BrokerProcess implements AutoCloseable {
  /** The option that has the class path of the broker. */
  public static final String CLASS_PATH = "broker class path";

  private static final double NANOS = 1e9;

  private final Folder folder;
  private final Process process;
  private final PrintStream out;
  private final BufferedReader in;
  private final String servers;

  private BrokerProcess(Folder folder, Process process) throws IOException {
    this.folder = folder;
    this.process = process;
    this.out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.servers = answer();
  }

  /** What a row tells its sides, so that peers find the broker's classes. */
  public static Options classPath() {
    return Options.none().with(CLASS_PATH, System.getProperty("java.class.path"));
  }

  /**
   * Starts a broker with an empty folder and returns when it serves.
   *
   * @param options with the class path
   * @param heap the most of its heap, as {@code 1g}
   * @param settings of the broker, as {@code name=value}
   */
  public static BrokerProcess start(Options options, String heap, String... settings)
      throws IOException {
    Folder folder = Folder.make();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-cp", options.text(CLASS_PATH)));
    command.addAll(List.of("dev.winnow.benchmarks.queues.BrokerMain", folder.path().toString()));
    command.addAll(List.of(settings));
    return new BrokerProcess(
        folder, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Where it is. */
  public String servers() {
    return servers;
  }

  /** Makes a topic; returns when each partition has a leader. */
  public void create(String topic, int partitions) throws IOException {
    ask("topic " + topic + ' ' + partitions);
  }

  /**
   * Fills a topic with orders, whose keys are a prefix and a number from 0; returns when they are
   * written.
   *
   * @param bytes of each order's value
   */
  public void produce(String topic, int count, int bytes, String prefix) throws IOException {
    ask("orders " + topic + ' ' + count + ' ' + bytes + ' ' + prefix);
  }

  /**
   * The same for orders of a MiB a partition at most: all of a partition's can be read at once, so
   * that a poll that asks for many does not get the few that are there already.
   */
  public void produceAtOnce(String topic, int count, int bytes, String prefix) throws IOException {
    ask("orders-at-once " + topic + ' ' + count + ' ' + bytes + ' ' + prefix);
  }

  /** Bytes of its heap in use, after a collection. */
  public long heap() throws IOException {
    return Long.parseLong(ask("heap"));
  }

  /** Bytes of memory that the process has, files that it maps among them. */
  public long resident() throws IOException {
    return Long.parseLong(ask("resident"));
  }

  /** Seconds of all cores that it had since it was started. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
  }

  private String ask(String line) throws IOException {
    out.println(line);
    return answer();
  }

  private String answer() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the broker ended; what it wrote is above");
    }
    return line;
  }

  /** Ends it, and deletes its folder. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    folder.close();
  }
}
