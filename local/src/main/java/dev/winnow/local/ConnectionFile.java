package dev.winnow.local;

import dev.winnow.producers.client.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Tells other commands where the local stack is, while it is there. */
final class ConnectionFile implements AutoCloseable {
  private final Path file;
  private final String content;

  private ConnectionFile(Path file, String content) {
    this.file = file;
    this.content = content;
  }

  /** Writes {@code .winnow/connection.properties} in a folder. */
  static ConnectionFile write(Path folder, Connection connection) {
    Properties properties = new Properties();
    properties.setProperty(Connection.BOOTSTRAP_SERVERS, connection.bootstrapServers());
    properties.setProperty(Connection.REGISTRY, connection.registry());
    properties.setProperty(Connection.SERVER, connection.server().toString());
    Path file = folder.resolve(".winnow").resolve("connection.properties");
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, "Where the local Winnow is; gone when it stops");
      }
      return new ConnectionFile(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Removes the file, unless another stack has written it since. */
  @Override
  public void close() {
    try {
      if (Files.exists(file) && Files.readString(file).equals(content)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
