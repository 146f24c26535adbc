package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules of servers. Where a service is deployed is not its contract, so a server that is gone is a
 * warning; but if no old base path remains, every URL of a consumer is wrong. Documents that name
 * no servers say nothing.
 */
final class ServerRules {
  private static final double AS_ADDRESSES_ARE_CONFIGURED = 0.5;
  private static final double AS_GATEWAYS_MAY_MAP_IT = 0.8;

  private final Api before;
  private final Api after;
  private final Changes changes;

  ServerRules(Api before, Api after, Changes changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  /** Compares where an operation is: base path and path together. */
  void compare(Operation old, Operation now, Subject subject) {
    if (old.basePaths().isEmpty() || now.basePaths().isEmpty()) {
      return;
    }
    Set<String> was = urls(old);
    Set<String> is = urls(now);
    if (was.stream().anyMatch(is::contains)) {
      return;
    }
    boolean general =
        old.basePaths().equals(before.basePaths()) && now.basePaths().equals(after.basePaths());
    Node place = general ? after.root().child("servers") : now.node();
    changes.add(
        Subject.change(
            "base-path-changed",
            Severity.ERROR,
            AS_GATEWAYS_MAY_MAP_IT,
            general ? "servers" : subject.element("servers"),
            "The base path of "
                + (general ? "all operations" : subject.element())
                + " was "
                + describe(old.basePaths())
                + " and is "
                + describe(now.basePaths())
                + ".",
            "Keep a server with the old base path until no consumer uses it.",
            Subject.after(place),
            general ? Optional.empty() : subject.whole()));
  }

  /** Compares the servers that are named for the whole API. */
  void compareServers() {
    Set<String> urls =
        after.declaredServers().stream().map(ServerRules::address).collect(Collectors.toSet());
    boolean moved =
        !before.basePaths().isEmpty()
            && !after.basePaths().isEmpty()
            && before.basePaths().stream().noneMatch(after.basePaths()::contains);
    if (moved) {
      return;
    }
    for (Server server : before.declaredServers()) {
      if (!server.local() && !urls.contains(address(server))) {
        changes.add(
            Subject.change(
                "server-removed",
                Severity.WARNING,
                AS_ADDRESSES_ARE_CONFIGURED,
                "server " + server.url(),
                "The server " + server.url() + " is gone.",
                "Keep it until no consumer uses it.",
                Subject.before(server.node()),
                Optional.empty()));
      }
    }
  }

  private static String address(Server server) {
    return PathTemplate.withoutLastSlashes(server.url());
  }

  private static Set<String> urls(Operation operation) {
    Set<String> urls = new TreeSet<>();
    operation.basePaths().forEach(base -> urls.add(base + PathTemplate.erased(operation.path())));
    return urls;
  }

  private static String describe(List<String> basePaths) {
    return basePaths.stream()
        .map(base -> base.isEmpty() ? "/" : base)
        .collect(Collectors.joining(" or "));
  }
}
