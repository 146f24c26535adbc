package dev.winnow.worker.report;

import static dev.winnow.schemas.SettingRules.integer;
import static dev.winnow.schemas.SettingRules.require;
import static dev.winnow.schemas.SettingRules.requireName;
import static dev.winnow.schemas.SettingRules.requireRange;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.registry.RegistryConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Configuration of a reporter.
 *
 * @param kafka settings of all Kafka clients: {@code bootstrap.servers}, and every key that begins
 *     with {@code kafka.}, without that
 * @param registry the schema registry: every key that begins with {@code schema.registry.}
 * @param name {@code reporter.name}: who dead letters are from
 * @param group {@code reporter.group}: the consumer group; reporters of one group share the work
 * @param start {@code reporter.start}: where a group begins that has not been there before: {@code
 *     earliest}, so that no report is missed, or {@code latest}. With {@code earliest} every report
 *     that the topic still has is compared with what GitHub shows, which costs a few requests each;
 *     one that is older than what a check run shows is passed over
 * @param gitHub {@code reporter.github.url}: base URL of the API; {@code https://<host>/api/v3} for
 *     an Enterprise server
 * @param token {@code reporter.github.token}: a personal access token
 * @param app {@code reporter.github.app.id} and {@code reporter.github.app.key.file}: the GitHub
 *     App to report as; not together with a token
 * @param attempts {@code reporter.attempts}: how often a report is tried before it is a dead
 *     letter. A failure that is no report's fault does not count: an outage, or a login that GitHub
 *     does not know
 * @param retry {@code reporter.retry.ms}: the wait after its first failure; it doubles with each
 * @param httpHost {@code reporter.http.host}: interface of the reporter's HTTP
 * @param httpPort {@code reporter.http.port}: its port; 0 for any free one, -1 for none
 */
public record ReporterConfig(
    Map<String, String> kafka,
    RegistryConfig registry,
    String name,
    String group,
    String start,
    URI gitHub,
    Optional<Secret> token,
    Optional<App> app,
    int attempts,
    Duration retry,
    String httpHost,
    int httpPort) {
  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "localhost:9092"),
          Map.entry("schema.registry.url", "http://localhost:8081"),
          Map.entry("reporter.name", "reporter"),
          Map.entry("reporter.group", "winnow-reporter"),
          Map.entry("reporter.start", "earliest"),
          Map.entry("reporter.github.url", "https://api.github.com"),
          Map.entry("reporter.github.token", ""),
          Map.entry("reporter.github.app.id", ""),
          Map.entry("reporter.github.app.key.file", ""),
          Map.entry("reporter.attempts", "10"),
          Map.entry("reporter.retry.ms", "30000"),
          Map.entry("reporter.http.host", "127.0.0.1"),
          Map.entry("reporter.http.port", "-1"));

  private static final String KAFKA = "kafka.";
  private static final String TOKEN = "reporter.github.token";
  private static final String APP = "reporter.github.app.id";
  private static final String KEY_FILE = "reporter.github.app.key.file";

  /**
   * A GitHub App.
   *
   * @param id its number, or its client id
   * @param keyFile file with its private key in PEM form
   */
  public record App(String id, Path keyFile) {}

  /** Something that is not shown. */
  public static final class Secret {
    private final String value;

    /**
     * @param value what is not to be shown
     */
    public Secret(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  public ReporterConfig {
    kafka = Map.copyOf(kafka);
    requireName("reporter.name", name);
    requireName("reporter.group", group);
    require(
        start.equals("earliest") || start.equals("latest"),
        "reporter.start",
        start,
        "earliest or latest");
    require(isHttp(gitHub), "reporter.github.url", gitHub.toString(), "an http or https URL");
    if (token.isPresent() == app.isPresent()) {
      throw new IllegalArgumentException(
          token.isPresent()
              ? TOKEN + " and " + APP + " are both there; one of them has to go"
              : TOKEN + " is missing, and so is " + APP + "; one of them has to be there");
    }
    app.ifPresent(
        a -> require(a.id().matches("[A-Za-z0-9.]{1,100}"), APP, a.id(), "the id of a GitHub App"));
    requireRange("reporter.attempts", attempts, 1, 100);
    requireRange("reporter.retry.ms", retry.toMillis(), 1, 3_600_000);
    require(!httpHost.isBlank(), "reporter.http.host", httpHost, "a host name or address");
    requireRange("reporter.http.port", httpPort, -1, 65_535);
  }

  /** Without what is for Kafka and the registry, which can hold secrets. */
  @Override
  public String toString() {
    return "ReporterConfig[%s, %s, %s]".formatted(name, group, gitHub);
  }

  /**
   * Reads a configuration.
   *
   * @param config keys as named above; what is missing has its default
   * @throws IllegalArgumentException if a key is unknown or a value is wrong; the message names it
   */
  public static ReporterConfig of(Map<String, String> config) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    all.putAll(config);
    Map<String, String> kafka = new HashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(KAFKA)) {
        kafka.put(key.substring(KAFKA.length()), entry.getValue());
      } else if (key.startsWith("reporter.") && !DEFAULTS.containsKey(key)) {
        throw new IllegalArgumentException(key + " is not a setting of the reporter");
      }
    }
    kafka.put("bootstrap.servers", all.get("bootstrap.servers"));
    return new ReporterConfig(
        kafka,
        RegistryConfig.of(all),
        all.get("reporter.name"),
        all.get("reporter.group"),
        all.get("reporter.start"),
        url(all),
        text(all, TOKEN).map(Secret::new),
        app(all),
        integer(all, "reporter.attempts"),
        Duration.ofMillis(integer(all, "reporter.retry.ms")),
        all.get("reporter.http.host").strip(),
        integer(all, "reporter.http.port"));
  }

  /**
   * Reads the settings that environment variables give: {@code WINNOW_REPORTER_GITHUB_TOKEN} for
   * {@code reporter.github.token}, and so on for every key that has a default, and for {@code
   * WINNOW_KAFKA_} and {@code WINNOW_SCHEMA_REGISTRY_}.
   */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    return Settings.ofEnvironment(environment, List.of("reporter."), DEFAULTS::containsKey);
  }

  private static Optional<App> app(Map<String, String> config) {
    Optional<String> id = text(config, APP);
    Optional<String> file = text(config, KEY_FILE);
    if (id.isPresent() != file.isPresent()) {
      String missing = id.isPresent() ? KEY_FILE : APP;
      throw new IllegalArgumentException(missing + " is missing; an App needs its id and its key");
    }
    return id.map(i -> new App(i, Path.of(file.orElseThrow()).toAbsolutePath().normalize()));
  }

  private static URI url(Map<String, String> config) {
    String value = config.get("reporter.github.url").strip();
    try {
      return new URI(value.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "reporter.github.url is '" + value + "'; it has to be an http or https URL", e);
    }
  }

  private static boolean isHttp(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null;
  }

  private static Optional<String> text(Map<String, String> config, String key) {
    return Optional.of(config.get(key).strip()).filter(text -> !text.isEmpty());
  }
}
