package dev.winnow.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

  @TempDir private Path folder;
  private Path inner;

  @BeforeEach
  void createFolders() throws IOException {
    inner = Files.createDirectories(folder.resolve("a/b"));
    Files.createDirectories(folder.resolve(".winnow"));
  }

  @Test
  void shouldUseLocalDefaultsWhenNothingIsSaid() {
    Connection found = Connection.find(Map.of(), Map.of(), inner);

    assertThat(found)
        .isEqualTo(
            new Connection(
                "localhost:9092",
                "http://localhost:8081",
                URI.create("http://localhost:8080"),
                Map.of()));
  }

  @Test
  void shouldReadFileAboveWhenThereIsOne() throws IOException {
    write("bootstrap.servers=k:1\nwinnow.server=http://w:2/\nsecurity.protocol=SSL\n");

    Connection found = Connection.find(Map.of(), Map.of(), inner);

    assertThat(found.bootstrapServers()).isEqualTo("k:1");
    assertThat(found.registry()).isEqualTo("http://localhost:8081");
    assertThat(found.server()).isEqualTo(URI.create("http://w:2"));
    assertThat(found.others()).isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void shouldPreferOptionToEnvironmentToFileWhenAllSaySomething() throws IOException {
    write("bootstrap.servers=file:1\nschema.registry.url=http://file:1\n");
    Map<String, String> environment =
        Map.of(
            "WINNOW_BOOTSTRAP_SERVERS", "environment:1",
            "WINNOW_SCHEMA_REGISTRY_URL", "http://environment:1",
            "WINNOW_SERVER", "http://environment:1");

    Connection found =
        Connection.find(Map.of(Connection.BOOTSTRAP_SERVERS, "option:1"), environment, inner);

    assertThat(found.bootstrapServers()).isEqualTo("option:1");
    assertThat(found.registry()).isEqualTo("http://environment:1");
    assertThat(found.server()).isEqualTo(URI.create("http://environment:1"));
  }

  @Test
  void shouldRefuseWhenServerIsNoAddress() {
    for (String bad : new String[] {"localhost:8080", "ftp://a", "http://", "a b"}) {
      assertThatThrownBy(() -> Connection.find(Map.of(Connection.SERVER, bad), Map.of(), folder))
          .isInstanceOf(ClientException.class)
          .hasMessageContaining(bad);
    }
  }

  @Test
  void shouldHideSecretsWhenPrinted() throws IOException {
    write("sasl.jaas.config=secret\n");

    assertThat(Connection.find(Map.of(), Map.of(), inner).toString()).doesNotContain("secret");
  }

  private void write(String properties) throws IOException {
    Files.writeString(folder.resolve(".winnow/connection.properties"), properties);
  }
}
