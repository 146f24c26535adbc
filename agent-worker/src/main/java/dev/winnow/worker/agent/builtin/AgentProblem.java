package dev.winnow.worker.agent.builtin;

/** Why a built-in agent cannot do what it is asked for, with a way to mend it. */
final class AgentProblem extends Exception {
  private static final long serialVersionUID = 1L;

  AgentProblem(String message) {
    super(message);
  }
}
