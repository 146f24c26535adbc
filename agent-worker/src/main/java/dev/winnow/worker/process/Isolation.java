package dev.winnow.worker.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A way to keep commands apart from their host and from each other. */
public interface Isolation {
  /** Nothing but a session of its own: the command sees and uses what the worker's user can. */
  Isolation NONE = command -> new Confined(command.arguments(), command.environment());

  /**
   * Prepares a command.
   *
   * @return how it is started; to be closed when it has ended
   * @throws IOException if it cannot be confined, or names what it would not see; the message says
   *     what to mend
   */
  Confined confine(Command command) throws IOException;

  /** A command that is ready to be started. */
  class Confined implements AutoCloseable {
    private final List<String> arguments;
    private final Map<String, String> environment;

    /**
     * @param arguments program and arguments
     * @param environment its environment
     */
    public Confined(List<String> arguments, Map<String, String> environment) {
      this.arguments = List.copyOf(arguments);
      this.environment = Map.copyOf(environment);
    }

    /** Program and arguments. */
    public List<String> arguments() {
      return arguments;
    }

    /** The environment, whole. */
    public Map<String, String> environment() {
      return environment;
    }

    /**
     * Whether the command itself was started, and not only what confines it; asked when it has
     * ended.
     */
    public boolean hasStarted() {
      return true;
    }

    /** What a person should know who reads the output; empty for nothing. */
    public String remark() {
      return "";
    }

    /** Ends what is left of it. */
    @Override
    public void close() {}
  }
}
