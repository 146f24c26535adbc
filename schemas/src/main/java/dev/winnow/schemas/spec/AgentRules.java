package dev.winnow.schemas.spec;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.AgentAdapter.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of a task's agent: what its adapter needs is there, and what it would ignore is not. */
final class AgentRules {
  private static final long LARGEST_OUTPUT_BYTES = 1L << 30;
  private static final int LONGEST_MODEL = 256;
  private static final int MOST_TURNS = 10_000;
  private static final int MOST_PATHS = 256;
  private static final int LONGEST_PATH = 4_096;
  private static final int MOST_PLACES = 256;
  private static final long LARGEST_SEED = Integer.MAX_VALUE;
  private static final Field AGENT = Field.of("agent");

  /** A file below the checkout, and in it a key or a JSON pointer (RFC 6901). */
  private static final Pattern PLACE =
      Pattern.compile(
          // A repeated group would take a stack frame for each character.
          "[^#]+\\.(properties#[^/].*|(ya?ml|json)#(?!.*~(?![01]))/.*)", Pattern.DOTALL);

  private AgentRules() {}

  static void check(Task task, ProblemList problems) {
    Agent agent = task.getAgent();
    CommandRules texts = CommandRules.forAgent(task.getVariants(), problems);
    Optional<AgentAdapter> adapter = AgentAdapter.of(agent.getAdapter());
    if (adapter.filter(AgentAdapter.MERGE::equals).isPresent() && task.getMerge().isEmpty()) {
      problems.add(
          AGENT.then("adapter"),
          "is merge, and the task has nothing to merge",
          "name another adapter, or give merge: {branch: main, tasks: [cache-a]}");
    }
    if (adapter.isPresent()) {
      checkCommand(agent, adapter.get(), texts, problems);
      checkTool(agent, adapter.get(), texts, problems);
      checkBuiltIn(agent, adapter.get(), texts, problems);
    } else {
      problems.add(AGENT.then("adapter"), "is '" + agent.getAdapter() + "', which is none");
    }
    texts.checkEnvironment(AGENT.then("environment"), agent.getEnvironment());
    BoundsRules.check(AGENT, agent.getBounds(), problems);
    TaskRules.checkTimeout(AGENT.then("timeout"), agent.getTimeoutMs(), problems);
    TaskRules.checkMoney(AGENT.then("maxCost"), agent.getMaxCost(), TaskRules.MOST_COST, problems);
    long output = agent.getOutputLimitBytes();
    if (output < 0 || output > LARGEST_OUTPUT_BYTES) {
      problems.add(
          AGENT.then("outputLimitBytes"),
          "is " + output + " and must be from 0 to 1 GiB",
          "give a number of bytes such as 1048576");
    }
  }

  /** Whether an agent that can cost money does not say how much at most. */
  static boolean lacksPrice(Agent agent) {
    return agent.getMaxCost().signum() == 0 && !isBuiltIn(agent);
  }

  private static boolean isBuiltIn(Agent agent) {
    return AgentAdapter.of(agent.getAdapter())
        .filter(adapter -> adapter.kind() == Kind.BUILT_IN)
        .isPresent();
  }

  private static void checkCommand(
      Agent agent, AgentAdapter adapter, CommandRules texts, ProblemList problems) {
    Field field = AGENT.then("command");
    if (adapter == AgentAdapter.COMMAND && agent.getCommand().isEmpty()) {
      problems.add(field, "is missing");
    } else if (adapter.kind() == Kind.BUILT_IN) {
      requireAbsent(field, agent.getCommand().isEmpty(), adapter, problems);
    } else if (!agent.getCommand().isEmpty()) {
      texts.checkCommand(field, agent.getCommand());
    }
  }

  private static void checkTool(
      Agent agent, AgentAdapter adapter, CommandRules texts, ProblemList problems) {
    if (adapter.kind() != Kind.TOOL) {
      requireAbsent(AGENT.then("model"), agent.getModel().isEmpty(), adapter, problems);
      requireAbsent(AGENT.then("arguments"), agent.getArguments().isEmpty(), adapter, problems);
      requireAbsent(AGENT.then("maxTurns"), agent.getMaxTurns().isEmpty(), adapter, problems);
      return;
    }
    agent
        .getModel()
        .ifPresent(
            model -> {
              problems.requireText(AGENT.then("model"), model, LONGEST_MODEL);
              texts.checkText(AGENT.then("model"), model);
            });
    texts.checkArguments(AGENT.then("arguments"), agent.getArguments());
    if (agent.getMaxTurns().isPresent()) {
      Field field = AGENT.then("maxTurns");
      if (adapter.limitsTurns()) {
        problems.requireRange(field, agent.getMaxTurns().get(), 1, MOST_TURNS);
      } else {
        problems.add(
            field,
            "is there, and " + adapter.text() + " has no limit of turns",
            "take it out: agent.timeout and agent.maxCost end a session too");
      }
    }
  }

  private static void checkBuiltIn(
      Agent agent, AgentAdapter adapter, CommandRules texts, ProblemList problems) {
    if (adapter.kind() == Kind.BUILT_IN) {
      checkPaths(agent.getFiles(), problems);
      requireAbsent(AGENT.then("environment"), agent.getEnvironment().isEmpty(), adapter, problems);
    } else {
      requireAbsent(AGENT.then("files"), agent.getFiles().isEmpty(), adapter, problems);
    }
    if (adapter == AgentAdapter.SWEEP) {
      checkPlaces(agent, texts, problems);
    } else {
      requireAbsent(AGENT.then("set"), agent.getSet().isEmpty(), adapter, problems);
    }
    if (adapter == AgentAdapter.MUTATE) {
      problems.requireRange(AGENT.then("seed"), agent.getSeed(), 0, LARGEST_SEED);
    } else {
      requireAbsent(AGENT.then("seed"), agent.getSeed() == 0, adapter, problems);
    }
  }

  private static void checkPaths(List<String> paths, ProblemList problems) {
    Field field = AGENT.then("files");
    if (paths.size() > MOST_PATHS) {
      problems.add(field, "has more than " + MOST_PATHS + " items");
    }
    for (int index = 0; index < paths.size() && !problems.isFull(); index++) {
      problems.requireText(field.then(index), paths.get(index), LONGEST_PATH);
    }
  }

  private static void checkPlaces(Agent agent, CommandRules texts, ProblemList problems) {
    Field field = AGENT.then("set");
    if (agent.getSet().isEmpty() && agent.getFiles().isEmpty()) {
      problems.add(
          field,
          "is missing, and so is agent.files: sweep would change nothing",
          "name the files that hold placeholders in agent.files, or give places with values, such as"
              + " set: {\"config.yaml#/cache/size\": \"{{parameters.size}}\"}");
    }
    if (agent.getSet().size() > MOST_PLACES) {
      problems.add(field, "has more than " + MOST_PLACES + " entries");
    }
    for (Map.Entry<String, String> entry : agent.getSet().entrySet()) {
      if (problems.isFull()) {
        return;
      }
      if (!PLACE.matcher(entry.getKey()).matches() || isOutside(entry.getKey())) {
        problems.add(
            field,
            "has '" + entry.getKey() + "', which is no place",
            "write FILE.properties#KEY, or FILE.yaml#/JSON/POINTER (also .yml and .json), the file"
                + " relative to the checkout");
      }
      texts.checkText(field.then(entry.getKey()), entry.getValue());
    }
  }

  private static boolean isOutside(String place) {
    return place.startsWith("/") || List.of(place.split("#", 2)[0].split("/")).contains("..");
  }

  /** What the adapter would not look at is a mistake of whoever believes that it does something. */
  private static void requireAbsent(
      Field field, boolean isAbsent, AgentAdapter adapter, ProblemList problems) {
    if (!isAbsent) {
      problems.add(
          field, "is there, and the adapter " + adapter.text() + " does not use it", "take it out");
    }
  }
}
