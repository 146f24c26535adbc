package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same contract against Apicurio Registry; the Maven profile {@code apicurio} fetches it. */
@EnabledIfSystemProperty(
    named = "winnow.apicurio.home",
    matches = ".+",
    disabledReason = "runs with -Papicurio, which fetches Apicurio Registry")
class ApicurioContractIT extends RegistryContract {
  private static ApicurioProcess apicurio;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> java = ApicurioProcess.findJava();
    assumeTrue(java.isPresent(), "Apicurio Registry needs Java 21; set JAVA21_HOME to a JDK");
    apicurio =
        ApicurioProcess.start(Path.of(System.getProperty("winnow.apicurio.home")), java.get());
    var client =
        new RegistryClient(
            RegistryConfig.of(
                Map.of(RegistryConfig.URL, apicurio.url(), RegistryConfig.RETRIES, "0")));
    Awaitility.await("Apicurio Registry answers; its output is in " + apicurio.log())
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .failFast("it ended; its output is in " + apicurio.log(), () -> !apicurio.isAlive())
        .untilAsserted(() -> assertThat(client.subjects()).isEmpty());
  }

  @AfterAll
  static void stop() {
    if (apicurio != null) {
      apicurio.close();
    }
  }

  @Override
  String url() {
    return apicurio.url();
  }
}
