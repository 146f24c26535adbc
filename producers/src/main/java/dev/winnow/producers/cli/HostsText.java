package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.List;
import java.util.stream.Collectors;

/** The kinds of machine that something was measured on, as text. */
final class HostsText {
  private HostsText() {}

  /** The kinds with how many samples were taken on each; empty if no worker has told. */
  static String line(JsonNode hosts) {
    return BoardText.names(hosts).stream()
        .map(
            name ->
                "%s (%s)"
                    .formatted(Plain.text(name), Plain.count(hosts.path(name).asInt(), "sample")))
        .collect(Collectors.joining("; "));
  }

  /** For below a board: nothing where all figures are of one kind of machine. */
  static List<String> lines(JsonNode hosts, int width) {
    return hosts.size() < 2
        ? List.of()
        : Plain.wrap(
            "Measured on %d kinds of machine, which are not comparable as such: %s"
                .formatted(hosts.size(), line(hosts)),
            width);
  }
}
