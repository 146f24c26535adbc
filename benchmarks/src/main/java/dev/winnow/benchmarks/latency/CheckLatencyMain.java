package dev.winnow.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openapitools.openapidiff.core.OpenApiCompare;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the time from a webhook to the report over a whole local stack. Beside it, in the same
 * run, the peer: what a CI job does at least, a checkout of head and merge base and openapi-diff on
 * the one contract that changed.
 */
@Command(
    name = "check-latency",
    mixinStandardHelpOptions = true,
    description = "Time from a pull request's webhook to its report.")
public final class CheckLatencyMain implements Callable<Integer> {
  private static final String SECRET = "benchmark";
  private static final Instant FIRST_PUSH = Instant.parse("2026-11-01T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--files", description = "Files of the repository (default: ${DEFAULT-VALUE}).")
  private int files = 2_000;

  @Option(names = "--rounds", description = "Pull requests (default: ${DEFAULT-VALUE}).")
  private int rounds = 11;

  private final HttpClient client = HttpClient.newHttpClient();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CheckLatencyMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("winnow-latency");
    LargeRepository repository = LargeRepository.make(work.resolve("repository"), files);
    LocalConfig config =
        new LocalConfig(
            work.resolve("stack"), 1, 0, 1, Map.of("webhook.port", "0", "webhook.secrets", SECRET));
    List<Double> winnow = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    try (LocalStack stack = LocalStack.start(config, part -> {})) {
      URI receiver = stack.webhooks().orElseThrow();
      double index = seconds(() -> index(stack, receiver, repository));
      System.out.printf(
          "a push to the default branch is indexed in %.3f s, by a stack that has just started%n",
          index);
      for (int i = 1; i <= rounds; i++) {
        int number = i;
        String head = repository.pullRequest(i);
        double ours = seconds(() -> report(stack, receiver, repository, head, number));
        double theirs = seconds(() -> ciJob(repository, work.resolve("ci-" + head), head));
        System.out.printf("%2d  winnow %.3f s  peer %.3f s%n", i, ours, theirs);
        winnow.add(ours);
        peer.add(theirs);
      }
    }
    System.out.printf(
        "%d files, %d pull requests: first %.3f s, median %.3f s, slowest %.3f s%n",
        files,
        rounds,
        winnow.get(0),
        median(winnow),
        winnow.stream().mapToDouble(x -> x).max().orElseThrow());
    System.out.printf(
        "checkout and openapi-diff: first %.3f s, median %.3f s; ratio of medians %.2f%n",
        peer.get(0), median(peer), median(winnow) / median(peer));
    return 0;
  }

  /** Delivers the webhook and waits until HTTP has the report of that head. */
  private void report(
      LocalStack stack, URI receiver, LargeRepository repository, String head, int number)
      throws Exception {
    deliver(receiver, "pull_request", head, payload(repository, head, number));
    URI report = stack.connection().server().resolve("/v1/pull-requests/acme/large/1/report");
    while (true) {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(report).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains("\"head\":\"" + head)) {
        if (JSON.readTree(answer.body()).path("errors").asInt() == 0) {
          throw new IllegalStateException("the break was not found: " + answer.body());
        }
        return;
      }
      Thread.sleep(10);
    }
  }

  /** Delivers a push to the default branch and waits until HTTP has what it provides. */
  private void index(LocalStack stack, URI receiver, LargeRepository repository) throws Exception {
    String commit = repository.git("rev-parse", "main").strip();
    ObjectNode payload = JSON.createObjectNode().put("ref", "refs/heads/main").put("after", commit);
    payload.put("deleted", false).putObject("head_commit").put("timestamp", FIRST_PUSH.toString());
    payload.set("repository", hosted(repository));
    deliver(receiver, "push", "push-" + commit, payload);
    URI contracts = stack.connection().server().resolve("/v1/contracts/acme/large");
    while (client
            .send(HttpRequest.newBuilder(contracts).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        != 200) {
      Thread.sleep(10);
    }
  }

  private void deliver(URI receiver, String event, String delivery, ObjectNode payload)
      throws Exception {
    byte[] body = payload.toString().getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(receiver.resolve("/webhooks/github"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", delivery)
            .header("X-Hub-Signature-256", "sha256=" + sign(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> received = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (received.statusCode() != 202) {
      throw new IllegalStateException("the receiver answers " + received.body());
    }
  }

  private static ObjectNode hosted(LargeRepository repository) {
    return JSON.createObjectNode()
        .put("id", 1)
        .put("full_name", "acme/large")
        .put("clone_url", repository.folder().toString())
        .put("default_branch", "main")
        .put("html_url", "https://host.invalid/acme/large");
  }

  private static ObjectNode payload(LargeRepository repository, String head, int number) {
    ObjectNode payload = JSON.createObjectNode().put("action", "synchronize").put("number", 1);
    ObjectNode pullRequest =
        payload
            .putObject("pull_request")
            .put("number", 1)
            .put("state", "open")
            .put("merged", false)
            .put("updated_at", FIRST_PUSH.plusSeconds(number).toString());
    pullRequest.putObject("head").put("sha", head).put("ref", "change");
    pullRequest
        .putObject("base")
        .put("sha", repository.git("rev-parse", "main").strip())
        .put("ref", "main");
    payload.set("repository", hosted(repository));
    return payload;
  }

  private static void ciJob(LargeRepository repository, Path folder, String head) {
    Path after = folder.resolve("head");
    Path before = folder.resolve("base");
    repository.git("worktree", "add", "--quiet", "--detach", after.toString(), head);
    repository.git("worktree", "add", "--quiet", "--detach", before.toString(), "main");
    boolean compatible =
        OpenApiCompare.fromLocations(
                before.resolve(LargeRepository.CONTRACT).toString(),
                after.resolve(LargeRepository.CONTRACT).toString())
            .isCompatible();
    if (compatible) {
      throw new IllegalStateException("the peer did not find the break");
    }
  }

  private static String sign(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(x -> x).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
