package dev.winnow.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static Path own;
  private static Path strangers;

  @BeforeAll
  static void makeKeys() throws Exception {
    own = keyPair("own.p12");
    strangers = keyPair("strangers.p12");
  }

  /** A key with a certificate signed by itself: it can be key store and trust store at once. */
  private static Path keyPair(String name) throws Exception {
    Path file = folder.resolve(name);
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "registry",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(output).isZero();
    return file;
  }

  private static RegistryConfig config(int port, Path truststore, Path keystore) {
    Map<String, String> config = new HashMap<>();
    config.put("schema.registry.url", "https://127.0.0.1:" + port);
    config.put("schema.registry.request.retries", "0");
    config.put("schema.registry.ssl.truststore.location", truststore.toString());
    config.put("schema.registry.ssl.truststore.password", PASSWORD);
    config.put("schema.registry.ssl.keystore.location", keystore.toString());
    config.put("schema.registry.ssl.keystore.password", PASSWORD);
    return RegistryConfig.of(config);
  }

  @Test
  void shouldShowItsCertificateAndTrustTheServersWhenBothAreSet() throws Exception {
    var tls = Tls.context(config(1, own, own)).orElseThrow();
    try (ScriptedServer server = ScriptedServer.startWithTls(tls)) {
      server.answer(200, "[\"s\"]");

      RegistryClient client = new RegistryClient(config(server.port(), own, own), length -> {});

      assertThat(client.subjects()).containsExactly("s");
    }
  }

  @Test
  void shouldNameTheKeyWhenTheServerIsNotTrusted() throws Exception {
    var tls = Tls.context(config(1, own, own)).orElseThrow();
    try (ScriptedServer server = ScriptedServer.startWithTls(tls)) {
      RegistryClient client =
          new RegistryClient(config(server.port(), strangers, own), length -> {});

      assertThatThrownBy(client::subjects)
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("schema.registry.ssl.truststore.location");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void shouldNameKeyAndFileWhenTheFileIsNotThere() {
    RegistryConfig config = config(1, folder.resolve("none.p12"), own);

    assertThatThrownBy(() -> new RegistryClient(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("schema.registry.ssl.truststore.location")
        .hasMessageContaining("none.p12");
  }
}
