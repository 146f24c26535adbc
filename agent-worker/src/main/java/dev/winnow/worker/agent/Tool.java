package dev.winnow.worker.agent;

import dev.winnow.worker.order.UnknownPlaceholderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tool that is installed on the worker, and talks to a model. */
abstract class Tool implements Adapter {
  private final String name;

  /** The prices by which tokens cost money. */
  final Prices prices;

  /**
   * A tool.
   *
   * @param name of its program
   */
  Tool(String name, Prices prices) {
    this.name = name;
    this.prices = prices;
  }

  /** The flags by which it works without a person, and as the spec asks. */
  abstract List<String> flags(AgentRun run) throws UnknownPlaceholderException;

  /** What comes behind the spec's own arguments. */
  List<String> lastArguments(AgentRun run) {
    return List.of();
  }

  /** Variables that the tool needs, to which the spec's own are added; theirs go first. */
  Map<String, String> defaults(Map<String, String> own) {
    return Map.of();
  }

  /** Writes into the tool's home what cannot be said otherwise; changes variables if it has to. */
  void prepare(AgentRun run, Map<String, String> environment) throws IOException {}

  /** The whole command, with the prompt as its standard input. */
  List<String> command(AgentRun run, List<String> tool) {
    return Shell.withInput(run.promptFile(), tool);
  }

  /**
   * The tool's meter.
   *
   * @param model the model that the spec asks for, with its placeholders filled in; empty if none
   * @param environment the tool's
   */
  abstract Meter meter(AgentRun run, String model, Map<String, String> environment);

  @Override
  public final Launch launch(AgentRun run) throws UnknownPlaceholderException, IOException {
    Map<String, String> own = run.ownEnvironment();
    Map<String, String> environment = new HashMap<>(run.environment());
    environment.putAll(defaults(own));
    environment.putAll(own);
    prepare(run, environment);
    List<String> tool = new ArrayList<>(run.program(name));
    tool.addAll(flags(run));
    tool.addAll(run.arguments());
    tool.addAll(lastArguments(run));
    return new Launch(
        command(run, tool), environment, meter(run, run.model().orElse(""), environment));
  }

  @Override
  public final boolean isStartedByShell() {
    return true;
  }
}
