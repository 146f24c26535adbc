package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pull requests of the example shop, from webhook over Kafka to report. */
class ShopIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void shouldReportWhatTheCommandReportsWhenWebhooksCome() throws Exception {
    ShopRepository shop = ShopRepository.in(folder.resolve("shop"));
    List<String> names = ShopRepository.pullRequests();
    try (PullRequestStack stack = new PullRequestStack(folder.resolve("stack"))) {
      stack.worker("worker");
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        int number = i + 1;
        assertThat(
                stack
                    .gitHub()
                    .deliver("pull_request", "opened-" + number, opened(shop, names.get(i), number))
                    .statusCode())
            .isEqualTo(202);
        keys.add("acme/shop#" + number);
      }
      stack.awaitChecked(keys);

      Map<String, PullRequestReport> reports = stack.reports();
      assertThat(reports).hasSameSizeAs(names);
      for (int i = 0; i < names.size(); i++) {
        PullRequestReport local =
            LocalCheck.report(
                new LocalCheck.Clone("acme/shop", shop.folder()),
                "main",
                names.get(i),
                List.of(),
                Optional.empty(),
                c -> {});
        PullRequestReport report = reports.get(keys.get(i));
        assertThat(report.getSummary()).as(names.get(i)).isEqualTo(local.getSummary());
        assertThat(report.getConclusion()).isEqualTo(local.getConclusion());
        assertThat(report.getMergeBase()).isEqualTo(local.getMergeBase());
        assertThat(report.getNotes()).isEqualTo(local.getNotes());
        int number = i + 1;
        // A list as Avro reads it cannot compare days.
        assertThat(List.copyOf(report.getFindings()))
            .isEqualTo(
                local.getFindings().stream()
                    .map(each -> Finding.newBuilder(each).setNumber(number).build())
                    .toList());
      }
    }
  }

  /** The payload of GitHub as far as it is read. */
  private static ObjectNode opened(ShopRepository shop, String branch, int number) {
    ObjectNode payload = JSON.createObjectNode().put("action", "opened").put("number", number);
    ObjectNode pullRequest =
        payload
            .putObject("pull_request")
            .put("number", number)
            .put("state", "open")
            .put("merged", false)
            .put("updated_at", "2026-11-01T12:00:00Z");
    pullRequest.putObject("head").put("sha", shop.commit(branch)).put("ref", branch);
    pullRequest.putObject("base").put("sha", shop.commit("main")).put("ref", "main");
    payload
        .putObject("repository")
        .put("id", 7)
        .put("full_name", "acme/shop")
        .put("clone_url", shop.folder().toString())
        .put("default_branch", "main")
        .put("html_url", "https://github.example/acme/shop");
    return payload;
  }
}
