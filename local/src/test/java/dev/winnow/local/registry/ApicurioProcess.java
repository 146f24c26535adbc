package dev.winnow.local.registry;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Apicurio Registry as a process of its own, with its data in memory. */
final class ApicurioProcess implements AutoCloseable {
  private static final int JAVA = 21;
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  private final Process process;
  private final int port;
  private final Path log;

  private ApicurioProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts the registry, which needs some seconds before it answers.
   *
   * @param home folder that its distribution was unpacked into
   * @param java folder of a JDK that is new enough
   */
  static ApicurioProcess start(Path home, Path java) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    File log = home.resolveSibling("apicurio.log").toFile();
    Process process =
        new ProcessBuilder(
                java.resolve("bin/java").toString(),
                "-Xmx512m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0",
                "-jar",
                home.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    return new ApicurioProcess(process, port, log.toPath());
  }

  /** Returns the newest JDK that runs it, from the environment or where Linux keeps JDKs. */
  static Optional<Path> findJava() throws IOException {
    List<Path> homes = new ArrayList<>();
    for (String name : List.of("JAVA21_HOME", "JAVA_HOME", "JAVA_HOME_21_X64")) {
      Optional.ofNullable(System.getenv(name)).map(Path::of).ifPresent(homes::add);
    }
    homes.add(Path.of(System.getProperty("java.home")));
    if (Files.isDirectory(JVMS)) {
      try (Stream<Path> all = Files.list(JVMS)) {
        all.sorted().forEach(homes::add);
      }
    }
    for (Path home : homes) {
      if (version(home) >= JAVA) {
        return Optional.of(home);
      }
    }
    return Optional.empty();
  }

  /** Reads the version from the file that every JDK has; 0 if this is none. */
  private static int version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String major = version.split("[.+-]", 2)[0];
    return major.matches("\\d{1,3}") ? Integer.parseInt(major) : 0;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the file of its output. */
  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
