package dev.winnow.schemas.spec;

import java.util.Arrays;
import java.util.Optional;

/** How an agent is run. A worker has an adapter for each. */
public enum AgentAdapter {
  /** Any program, which reports its own cost. */
  COMMAND("command", Kind.PROGRAM, false),
  CLAUDE_CODE("claude-code", Kind.TOOL, true),
  CODEX("codex", Kind.TOOL, false),
  GEMINI_CLI("gemini-cli", Kind.TOOL, true),
  OPENCODE("opencode", Kind.TOOL, false),
  AIDER("aider", Kind.TOOL, false),
  /** Puts the parameters of a variant into files. */
  SWEEP("sweep", Kind.BUILT_IN, false),
  /** Changes one place of the Java. */
  MUTATE("mutate", Kind.BUILT_IN, false),
  /** Runs nothing: the task is a merge tournament. No spec names it. */
  MERGE("merge", Kind.BUILT_IN, false);

  /** Whose the agent is. */
  public enum Kind {
    /** The task's. */
    PROGRAM,
    /** A tool that is installed on the worker and talks to a model. */
    TOOL,
    /** The worker's own, without a model. */
    BUILT_IN
  }

  private final String text;
  private final Kind kind;
  private final boolean limitsTurns;

  AgentAdapter(String text, Kind kind, boolean limitsTurns) {
    this.text = text;
    this.kind = kind;
    this.limitsTurns = limitsTurns;
  }

  /** The adapter of a name as it is written in a spec; empty if there is none. */
  public static Optional<AgentAdapter> of(String text) {
    return Arrays.stream(values()).filter(adapter -> adapter.text.equals(text)).findFirst();
  }

  /** Its name, as it is written in a spec. */
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the tool ends a session by itself after a number of turns. */
  public boolean limitsTurns() {
    return limitsTurns;
  }
}
