package dev.winnow.local.registry;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A schema registry in this process, on a loopback port. Its schemas are in the Kafka topic {@code
 * _schemas}, so that ids are the same after a restart.
 *
 * <p>One at a time on a cluster: a second one takes over the writing, and the first then refuses
 * what it would have to write.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private final SchemaLog log;
  private final RegistryServer server;

  private EmbeddedRegistry(SchemaLog log, RegistryServer server) {
    this.log = log;
    this.server = server;
  }

  /**
   * Starts a registry and returns when it answers.
   *
   * @param bootstrapServers servers of the Kafka cluster, as host:port with commas between
   * @param port the loopback port; 0 for a free one
   * @throws UncheckedIOException if the port is taken
   */
  public static EmbeddedRegistry start(String bootstrapServers, int port) {
    return start(KafkaSchemaLog.open(bootstrapServers), port);
  }

  static EmbeddedRegistry start(SchemaLog log, int port) {
    try {
      return new EmbeddedRegistry(log, new RegistryServer(new RegistryApi(log), port));
    } catch (IOException e) {
      log.close();
      throw new UncheckedIOException(
          "schema registry cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Returns the base URL for clients, such as {@code http://127.0.0.1:8081}. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Stops answering and lets go of the topic. */
  @Override
  public void close() {
    server.close();
    log.close();
  }
}
