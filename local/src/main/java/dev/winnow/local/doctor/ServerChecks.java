package dev.winnow.local.doctor;

import dev.winnow.producers.client.ClientSettings;
import dev.winnow.producers.client.Connection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether registry and streams-app answer, take what this version writes, and share its time. */
final class ServerChecks {

  private static final int REGISTRY_MS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The header that tells the time has whole seconds. */
  private static final Duration GOOD_SKEW = Duration.ofSeconds(3);

  private final Connection connection;
  private final Clock clock;

  ServerChecks(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  List<Check> all() {
    return List.of(
        new Check(
            "registry",
            this::registry,
            "winnow local, or say where it is with --registry or WINNOW_SCHEMA_REGISTRY_URL"),
        new Check(
            "server",
            this::server,
            "winnow local, or say where it is with --server or WINNOW_SERVER"));
  }

  private List<Finding> registry() {
    RegistryClient client = new RegistryClient(ClientSettings.registry(connection, REGISTRY_MS, 0));
    List<Finding> findings = new ArrayList<>();
    int known = client.subjects().size();
    new Topics(new InMemoryRegistry())
        .subjects()
        .forEach(
            (subject, schema) -> {
              List<String> breaks = client.breaks(subject, schema);
              if (!breaks.isEmpty()) {
                findings.add(
                    Finding.fault(
                        "registry",
                        "this version's schema of %s is refused: %s"
                            .formatted(subject, breaks.get(0)),
                        "use the version of Winnow that the cluster runs, or upgrade the cluster"
                            + " first"));
              }
            });
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "registry",
              "%s has %d subjects, and takes this version's schemas"
                  .formatted(connection.registry(), known)));
    }
    return findings;
  }

  private List<Finding> server() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    URI ready = URI.create(connection.server() + "/readyz");
    Instant asked = clock.instant();
    HttpResponse<String> answer;
    try {
      answer =
          client.send(
              HttpRequest.newBuilder(ready).timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException nobody) {
      throw new IOException("nothing answers at " + connection.server(), nobody);
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        switch (answer.statusCode()) {
          case 200 -> Finding.ok("server", connection.server() + " is ready");
          case 503 ->
              Finding.warning(
                  "server",
                  connection.server()
                      + " answers, and is not ready: it starts, or its partitions"
                      + " are moved or restored",
                  "wait, and look into the log of streams-app");
          default ->
              Finding.fault(
                  "server",
                  "what answers at %s with status %d is not Winnow"
                      .formatted(connection.server(), answer.statusCode()),
                  "say where Winnow's server is with --server or WINNOW_SERVER");
        });
    answer
        .headers()
        .firstValue("Date")
        .flatMap(ServerChecks::time)
        .ifPresent(told -> findings.add(clock(told, asked, clock.instant())));
    return findings;
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /**
   * Whether two clocks agree.
   *
   * @param told what the other one said, in whole seconds
   * @param asked when this one asked
   * @param heard when it heard
   */
  static Finding clock(Instant told, Instant asked, Instant heard) {
    Duration skew =
        told.isBefore(asked)
            ? Duration.between(told, asked)
            : told.isAfter(heard) ? Duration.between(heard, told) : Duration.ZERO;
    if (skew.compareTo(GOOD_SKEW) <= 0) {
      return Finding.ok("clock", "agrees with the server's");
    }
    return Finding.warning(
        "clock",
        "this one is %d s %s the server's: times left, and tokens, are off by that"
            .formatted(skew.toSeconds(), told.isBefore(asked) ? "ahead of" : "behind"),
        "timedatectl set-ntp true, on both hosts");
  }
}
