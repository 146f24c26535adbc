package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.webhook.WebhookCorpus;
import dev.winnow.schemas.PullRequestReport;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GitHub's own example payloads of pull requests, once in order, and once shuffled, each delivered
 * twice, with a worker that is killed: the reports are the same bytes.
 *
 * <p>The commits that the payloads name are GitHub's; each stands for one of a repository that this
 * test makes, so that there is something to find.
 */
class CorpusReplayIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void shouldReportTheSameBytesWhenReplayedShuffledAndAWorkerIsKilled() throws Exception {
    List<JsonNode> payloads = payloads();
    Set<String> keys = new TreeSet<>();
    payloads.forEach(
        each ->
            keys.add(each.at("/repository/full_name").asText() + "#" + each.at("/number").asInt()));

    Map<String, ByteBuffer> inOrder;
    try (PullRequestStack stack = new PullRequestStack(folder.resolve("in-order"))) {
      stack.worker("worker");
      deliver(stack, payloads, "a");
      stack.awaitChecked(keys);
      inOrder = stack.reportBytes();
    }
    Map<String, ByteBuffer> shuffled;
    try (PullRequestStack stack = new PullRequestStack(folder.resolve("shuffled"))) {
      List<JsonNode> twice = new ArrayList<>(payloads);
      twice.addAll(payloads);
      Collections.shuffle(twice, new Random(28));
      Process first = stack.worker("first");
      stack.awaitReady("first");
      deliver(stack, twice.subList(0, payloads.size()), "b");
      first.destroyForcibly().waitFor();
      stack.worker("second");
      deliver(stack, twice.subList(payloads.size(), twice.size()), "c");
      stack.awaitChecked(keys);
      shuffled = stack.reportBytes();
    }

    assertThat(inOrder.keySet()).isEqualTo(keys);
    for (String key : keys) {
      // First as text, which shows a difference.
      assertThat(text(shuffled.get(key))).as(key).isEqualTo(text(inOrder.get(key)));
      assertThat(shuffled.get(key)).as(key).isEqualTo(inOrder.get(key));
    }
  }

  private static String text(ByteBuffer report) throws Exception {
    return PullRequestReport.fromByteBuffer(report.duplicate()).toString();
  }

  private static void deliver(PullRequestStack stack, List<JsonNode> payloads, String run) {
    for (int i = 0; i < payloads.size(); i++) {
      int status =
          stack.gitHub().deliver("pull_request", run + "-" + i, payloads.get(i)).statusCode();
      assertThat(status).isEqualTo(202);
    }
  }

  /** Every payload drives a check: those with another action are told as a push. */
  private List<JsonNode> payloads() throws Exception {
    Set<String> driving = Set.of("opened", "synchronize", "reopened", "closed");
    List<JsonNode> originals = new ArrayList<>();
    for (WebhookCorpus.Example example : WebhookCorpus.of("pull_request")) {
      if (example.isOfGitHub()) {
        originals.add(example.json());
      }
    }
    Map<String, String> commits = commits(originals);
    List<JsonNode> payloads = new ArrayList<>();
    for (JsonNode original : originals) {
      String text = original.toString();
      for (Map.Entry<String, String> each : commits.entrySet()) {
        text = text.replace(each.getKey(), each.getValue());
      }
      ObjectNode payload = (ObjectNode) JSON.readTree(text);
      ((ObjectNode) payload.get("repository")).put("clone_url", repository().toString());
      if (!driving.contains(payload.path("action").asText())) {
        payload.put("action", "reopened");
      }
      payloads.add(payload);
    }
    return payloads;
  }

  private Path repository() {
    return folder.resolve("repository");
  }

  /** A commit for each that the payloads name; each removes other operations of one contract. */
  private Map<String, String> commits(List<JsonNode> payloads) throws Exception {
    Files.createDirectories(repository());
    ShopRepository git = ShopRepository.empty(repository());
    Path contract = repository().resolve("openapi.yaml");
    Files.writeString(contract, contract(-1));
    git.git("add", "--all");
    git.git("commit", "--quiet", "--message=root");
    String root = git.commit("HEAD");
    Set<String> named = new TreeSet<>();
    for (JsonNode payload : payloads) {
      for (String pointer :
          List.of("/pull_request/head/sha", "/pull_request/base/sha", "/before", "/after")) {
        String commit = payload.at(pointer).asText();
        if (commit.length() == 40) {
          named.add(commit);
        }
      }
    }
    Map<String, String> commits = new LinkedHashMap<>();
    int next = 0;
    for (String commit : named) {
      git.git("checkout", "--quiet", "--detach", root);
      Files.writeString(contract, contract(next));
      git.git("commit", "--quiet", "--all", "--message=variant " + next);
      String made = git.commit("HEAD");
      git.git("branch", "variant-" + next, made);
      commits.put(commit, made);
      next++;
    }
    return new TreeMap<>(commits);
  }

  private static String contract(int without) {
    StringBuilder text =
        new StringBuilder("openapi: 3.0.3\ninfo: {title: Things, version: '1'}\npaths:\n");
    for (int i = 0; i < 100; i++) {
      if (i != without) {
        text.append("  /things").append(i).append(":\n    get:\n      responses:\n");
        text.append("        '200': {description: A thing}\n");
      }
    }
    return text.toString();
  }
}
