package dev.winnow.worker.agent;

import dev.winnow.worker.order.UnknownPlaceholderException;
import java.util.HashMap;
import java.util.Map;

/** Any program, as the spec has it; it reports its own cost. */
final class CommandAdapter implements Adapter {
  @Override
  public Launch launch(AgentRun run) throws UnknownPlaceholderException {
    Map<String, String> environment = new HashMap<>(run.environment());
    environment.putAll(run.ownEnvironment());
    return new Launch(
        run.placeholders().expand(run.order().getAgent().getCommand()),
        environment,
        new ReportMeter(run.reportFile(), run.sandbox()));
  }
}
