package dev.winnow.worker.agent;

import java.util.List;
import java.util.Map;

/**
 * How an agent is started.
 *
 * @param arguments program and arguments
 * @param environment its variables, without those that start with WINNOW_
 * @param meter reads what it costs
 */
public record Launch(List<String> arguments, Map<String, String> environment, Meter meter) {
  public Launch {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
