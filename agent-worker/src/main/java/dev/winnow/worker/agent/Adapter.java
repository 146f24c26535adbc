package dev.winnow.worker.agent;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Bounds;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs agents of one kind. */
public interface Adapter {
  /**
   * Makes ready what the agent needs in its home, and says how it is started.
   *
   * @throws UnknownPlaceholderException if the spec names something that has no value here
   * @throws IOException if a file of the sandbox cannot be written, or a value of the spec cannot
   *     be used; the message is for a person
   */
  Launch launch(AgentRun run) throws UnknownPlaceholderException, IOException;

  /** Names of the hosts that the agent talks to if the spec does not say otherwise. */
  default Set<String> hosts(Agent agent) {
    return Set.of();
  }

  /** What the agent's program has to read of the worker's host besides what the spec names. */
  default List<Path> needed() {
    return List.of();
  }

  /** What the agent may see and use: as the spec says, and its hosts where that names none. */
  default Optional<Bounds> bounds(Agent agent) {
    Set<String> hosts = hosts(agent);
    boolean isNamed =
        agent.getBounds().filter(bounds -> !bounds.getNetwork().isEmpty()).isPresent();
    if (isNamed || hosts.isEmpty()) {
      return agent.getBounds();
    }
    Bounds.Builder bounds = agent.getBounds().map(Bounds::newBuilder).orElseGet(Bounds::newBuilder);
    return Optional.of(bounds.setNetwork(List.copyOf(hosts)).build());
  }

  /** Whether the tool is started by a shell, so that exit status 126 or 127 says it was not. */
  default boolean isStartedByShell() {
    return false;
  }
}
