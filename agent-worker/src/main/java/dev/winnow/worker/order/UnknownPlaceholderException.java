package dev.winnow.worker.order;

/** A command names a placeholder that has no value here. */
public final class UnknownPlaceholderException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownPlaceholderException(String name) {
    super(
        name.startsWith("env.")
            ? "{{"
                + name
                + "}} has no value: add "
                + name.substring("env.".length())
                + " to the worker's worker.agent.environment and set it in the worker's environment"
            : "{{" + name + "}} is no placeholder that can be used here");
  }
}
