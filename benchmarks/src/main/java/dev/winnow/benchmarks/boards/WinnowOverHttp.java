package dev.winnow.benchmarks.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /v1/tasks/{id}/leaderboard} of the streams application. */
public final class WinnowOverHttp implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    int members = options.number("members");
    int limit = options.number("limit");
    String path =
        "/v1/tasks/%s/leaderboard?limit=%d%s"
            .formatted(BoardStack.TASK, limit, options.text("query"));
    try (BoardStack stack = BoardStack.of(members, limit)) {
      URI server = stack.app().uri();
      int bytes;
      try (HttpReader client = new HttpReader(server, path)) {
        String body = client.body();
        bytes = body.length();
        if (!ids(body).equals(Members.best(members, limit))) {
          throw new IllegalStateException("HTTP answers with another board");
        }
      }
      return Readers.measure(options, () -> new HttpReader(server, path))
          .with("bytes an answer", bytes);
    }
  }

  private static List<String> ids(String body) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(body).path("entries")) {
      ids.add(entry.path("clusterId").asText());
    }
    return ids;
  }
}
