package dev.winnow.worker.agent;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.worker.order.Placeholders;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an adapter knows of a run.
 *
 * @param order what is asked for
 * @param placeholders stand for what differs from attempt to attempt
 * @param environment what every command in the sandbox gets; HOME is a folder inside it
 * @param promptFile holds the prompt; it lies in the sandbox itself
 * @param reportFile in which the agent may report
 */
public record AgentRun(
    AttemptOrder order,
    Placeholders placeholders,
    Map<String, String> environment,
    Path promptFile,
    Path reportFile) {
  public AgentRun {
    environment = Map.copyOf(environment);
  }

  /** The folder that has the agent's folders in it; the agent cannot put another in its place. */
  Path sandbox() {
    return promptFile.getParent();
  }

  /** The agent's home; it is empty. */
  Path home() {
    return Path.of(environment.get("HOME"));
  }

  /** The model that the spec asks for; empty if it leaves the choice to the tool. */
  Optional<String> model() throws UnknownPlaceholderException {
    Optional<String> model = order.getAgent().getModel();
    return model.isEmpty() ? model : Optional.of(placeholders.expand(List.of(model.get())).get(0));
  }

  /** What is run: the spec's command in place of the tool's name, if it has one. */
  List<String> program(String tool) throws UnknownPlaceholderException {
    List<String> command = order.getAgent().getCommand();
    return command.isEmpty() ? List.of(tool) : placeholders.expand(command);
  }

  /** The spec's further arguments. */
  List<String> arguments() throws UnknownPlaceholderException {
    return placeholders.expand(order.getAgent().getArguments());
  }

  /** The spec's environment. */
  Map<String, String> ownEnvironment() throws UnknownPlaceholderException {
    return placeholders.expand(order.getAgent().getEnvironment());
  }
}
