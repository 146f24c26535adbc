package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ZREVRANGE … WITHSCORES} of a sorted set, in a server of its own. */
public final class RedisBoard implements Contender {
  private static final long START_MILLIS = 10_000;

  @Override
  public Measured run(Options options) throws Exception {
    int limit = options.number("limit");
    Path folder = Files.createTempDirectory("winnow-redis");
    int port = freePort();
    Process server =
        new ProcessBuilder(command(port, folder))
            .redirectOutput(folder.resolve("log").toFile())
            .redirectErrorStream(true)
            .start();
    try {
      try (RedisReader client = connect(server, port, limit)) {
        fill(client, options.number("members"));
        List<String> best = Members.best(options.number("members"), limit);
        if (!client.members().equals(best)) {
          throw new IllegalStateException("Redis has another board");
        }
      }
      return Readers.measure(options, () -> new RedisReader(port, limit));
    } finally {
      server.destroy();
      server.waitFor();
      Folders.remove(folder);
    }
  }

  private static List<String> command(int port, Path folder) {
    return List.of(
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        String.valueOf(port),
        "--dir",
        folder.toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RedisReader connect(Process server, int port, int limit) throws Exception {
    long end = System.currentTimeMillis() + START_MILLIS;
    while (true) {
      try {
        return new RedisReader(port, limit);
      } catch (IOException e) {
        if (!server.isAlive() || System.currentTimeMillis() > end) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  private static void fill(RedisReader client, int members) throws IOException {
    for (int i = 0; i < members; i++) {
      String added =
          client.ask("ZADD", RedisReader.KEY, String.valueOf(Members.score(i)), Members.id(i));
      if (!added.equals(":1")) {
        throw new IOException(added);
      }
    }
  }
}
