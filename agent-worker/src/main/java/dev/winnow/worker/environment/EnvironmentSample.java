package dev.winnow.worker.environment;

import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sample to be taken in an environment, all placeholders filled in.
 *
 * @param environment what is started for it
 * @param label the environment's name
 * @param isRedelivered whether somebody may have started one of that name before
 * @param command what measures
 * @param variables of what measures alone
 * @param common environment variables of all its commands
 * @param timeout what measures is killed after it
 * @param expiresAt when the task's time is out
 * @param sandbox the sandbox; its checkout has base and patch
 * @param confinement what all but {@code down} may see and use, without the environment's state
 * @param bounds what the spec asks for
 * @param repository the task's repositories, which no command sees
 */
public record EnvironmentSample(
    EphemeralEnvironment environment,
    String label,
    boolean isRedelivered,
    List<String> command,
    Map<String, String> variables,
    Map<String, String> common,
    Duration timeout,
    Instant expiresAt,
    Sandbox sandbox,
    ConfinementOf confinement,
    Optional<Bounds> bounds,
    Repository repository) {

  /** Made when the environment's state is there, which it shows. */
  @FunctionalInterface
  public interface ConfinementOf {
    /**
     * What all but {@code down} may see and use.
     *
     * @throws java.io.IOException if the spec asks for what the worker does not allow
     */
    Confinement get() throws java.io.IOException;
  }

  public EnvironmentSample {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
    common = Map.copyOf(common);
  }
}
