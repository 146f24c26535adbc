package dev.winnow.streams.query;

import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import java.util.List;
import java.util.Map;

/** A server that has something for each operation to answer with. */
final class DescribedWorld implements AutoCloseable {
  final QueryWorld world = new QueryWorld();

  /** What there is, by the names of parameters. */
  final Map<String, List<String>> known;

  DescribedWorld() throws Exception {
    world.play("t", 9, 3, Double.NaN);
    world.contest.publishTask(Tasks.task("open", 2).build());
    world.checks.publish(
        PullRequests.contracts(
            PullRequests.repository(8, "acme/web"), 'w', List.of("pages"), List.of("orders")));
    world.checks.publish(PullRequests.pushed('a', 1).build());
    world.checks.publish(PullRequests.found(world.checks.newOrder(), "orders", "items"));
    known =
        Map.ofEntries(
            Map.entry("id", List.of("t", "open")),
            Map.entry("attempt", List.of("v1-1", "v3-1")),
            Map.entry(
                "cluster",
                List.of(world.read("/v1/tasks/t/standings").at("/standings/0/clusterId").asText())),
            Map.entry("variant", List.of("v1")),
            Map.entry("owner", List.of("acme")),
            Map.entry("repository", List.of("shop", "web")),
            Map.entry("number", List.of("1", "0")),
            Map.entry("service", List.of("orders")),
            Map.entry("version", List.of("0123456789abcdef")),
            Map.entry("file", List.of("app.js", "style.css", "icon.svg", "index.html")),
            Map.entry(
                "after",
                List.of(
                    next("/v1/tasks"),
                    next("/v1/tasks/t/attempts"),
                    next("/v1/tasks/t/standings"),
                    next("/v1/tasks/t/standings?order=rank"),
                    next("/v1/pull-requests/acme/shop/1/findings"))),
            Map.entry("Accept", List.of("text/event-stream")),
            Map.entry("Last-Event-ID", List.of("3.1", "-1.-1")),
            Map.entry("If-None-Match", List.of("*", "\"of another\"")));
  }

  private String next(String path) throws Exception {
    return world.read(path + (path.contains("?") ? "&" : "?") + "limit=1").path("next").asText();
  }

  @Override
  public void close() {
    world.close();
  }
}
