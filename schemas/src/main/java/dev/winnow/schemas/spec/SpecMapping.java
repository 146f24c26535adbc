package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Agent;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes a task of a spec that fits the schema: fills in defaults and expands the grid. */
final class SpecMapping {

  private static final int MOST_VARIANTS = 100_000;

  /** No record holds more, see {@link Topic#LARGEST_BYTES}. */
  private static final int MOST_CHARACTERS = Topic.LARGEST_BYTES;

  private static final int MONEY_DECIMALS = 6;
  private static final long DAY_MS = 86_400_000;
  private static final int CONCURRENT = 16;
  private static final double SIMILARITY = 0.7;
  private static final double CONFIDENCE = 0.95;
  private static final int ETA = 3;
  private static final int MOST_SAMPLES = 30;
  private static final int CONFIRMATION = 5;

  private final SpecDocument document;
  private final SpecPaths paths;
  private final List<Problem> problems;
  private final BoundsMapping bounds;
  private final SpecTexts texts;

  /**
   * A mapping.
   *
   * @param document a spec that fits the schema
   * @param problems where what the schema cannot say is told
   */
  SpecMapping(SpecDocument document, SpecPaths paths, List<Problem> problems) {
    this.document = document;
    this.paths = paths;
    this.problems = problems;
    this.bounds = new BoundsMapping(paths, problems);
    this.texts = new SpecTexts(paths, problems);
  }

  /** The task; of use only if no problem was added. */
  Task task() {
    JsonNode spec = document.tree();
    if (spec.has("merge")) {
      return new MergeMapping(document, paths, problems).complete(contest(spec, true));
    }
    return contest(spec, false);
  }

  /** The task, as far as a merge tournament is no other than any contest. */
  private Task contest(JsonNode spec, boolean isMerge) {
    List<Variant> variants = variants(spec);
    return Task.newBuilder()
        .setTaskId(spec.get("id").textValue())
        .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setRepository(repository(spec.get("repository")))
        .setPrompt(spec.path("prompt").asText(""))
        .setVariants(variants)
        .setAgent(isMerge ? MergeTasks.agent() : agent(spec.get("agent")))
        .setEvaluator(evaluator(spec))
        .setSimilarity(spec.path("dedup").path("similarity").asDouble(isMerge ? 0 : SIMILARITY))
        .setObjectives(objectives(spec.get("objectives")))
        .setBudget(budget(spec.path("budget"), isMerge ? MergeTasks.COMBINATIONS : all(variants)))
        .setRankBy(rankBy(spec.path("ranking").path("by").asText("ordered")))
        .setDecision(decision(spec.path("decision"), isMerge))
        .setJudge(spec.has("judge") ? judge(spec.get("judge")) : null)
        .build();
  }

  private static RankBy rankBy(String word) {
    return RankBy.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Decision decision(JsonNode node, boolean isMerge) {
    return Decision.newBuilder()
        .setKeep(node.path("keep").asInt(1))
        .setConfidence(node.path("confidence").asDouble(CONFIDENCE))
        .setEta(node.path("eta").asInt(isMerge ? 1 : ETA))
        .setPatience(node.path("patience").asInt(0))
        .setMaxSamples(node.path("maxSamples").asInt(MOST_SAMPLES))
        .setConfirmSamples(node.path("confirm").asInt(isMerge ? 0 : CONFIRMATION))
        .build();
  }

  private Repository repository(JsonNode node) {
    String url = paths.repository(node.get("url").textValue(), at("repository", "url"), problems);
    String results =
        node.has("results")
            ? paths.repository(
                node.get("results").textValue(), at("repository", "results"), problems)
            : url;
    // Only a merge tournament can go without; it begins where its branch stands.
    String base = node.path("base").asText(document.tree().path("merge").path("branch").asText());
    return new Repository(url, base, results);
  }

  private List<Variant> variants(JsonNode spec) {
    int attempts = spec.path("attemptsPerVariant").asInt(1);
    List<Variant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : spec.path("variants")) {
      String name = node.get("name").textValue();
      names.add(name);
      variants.add(
          Variant.newBuilder()
              .setName(name)
              .setPrompt(node.path("prompt").textValue())
              .setParameters(SpecTexts.plain(node.path("parameters")))
              .setAttempts(node.path("attempts").asInt(attempts))
              .setMoney(
                  node.has("money")
                      ? money(node.get("money"), at("variants", variants.size(), "money"))
                      : null)
              .build());
    }
    if (spec.has("grid")) {
      addGrid(spec.get("grid"), attempts, names, variants);
    }
    return variants;
  }

  private void addGrid(JsonNode node, int attempts, Set<String> taken, List<Variant> variants) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> axis : node.properties()) {
      List<String> values = new ArrayList<>();
      axis.getValue().forEach(value -> values.add(SpecTexts.text(value)));
      if (new HashSet<>(values).size() < values.size()) {
        add(
            at("grid", axis.getKey()),
            "has a value twice",
            SpecSchema.mend(at("grid", axis.getKey())));
      }
      axes.put(axis.getKey(), values);
    }
    ParameterGrid grid = new ParameterGrid(axes);
    if (grid.size() > MOST_VARIANTS - variants.size()) {
      add(
          at("grid"),
          "makes more than 100,000 variants",
          "take values away, or split the task in several");
      return;
    }
    if (grid.characters() > MOST_CHARACTERS) {
      add(
          at("grid"),
          "makes variants of more than 16 MiB in all",
          "take values away, make them shorter, or split the task in several");
      return;
    }
    grid.points(taken)
        .forEach(
            (name, parameters) ->
                variants.add(
                    Variant.newBuilder()
                        .setName(name)
                        .setParameters(parameters)
                        .setAttempts(attempts)
                        .build()));
  }

  private Agent agent(JsonNode node) {
    if (node.path("network").asText().equals("none") && talksToAModel(node)) {
      add(
          at("agent", "network"),
          "is none, and " + node.get("adapter").textValue() + " talks to a model",
          "leave it out for the tool's own hosts, or name those that it may reach");
    }
    return Agent.newBuilder()
        .setAdapter(node.path("adapter").asText(AgentAdapter.COMMAND.text()))
        .setCommand(texts.command(node.path("command"), at("agent", "command")))
        .setModel(node.path("model").textValue())
        .setArguments(texts.command(node.path("arguments"), at("agent", "arguments")))
        .setMaxTurns(node.has("maxTurns") ? node.get("maxTurns").asInt() : null)
        .setFiles(plain(node.path("files")))
        .setSet(SpecTexts.plain(node.path("set")))
        .setSeed(node.path("seed").asLong(0))
        .setEnvironment(texts.environment(node.path("environment"), at("agent", "environment")))
        .setTimeoutMs(Durations.milliseconds(node.get("timeout").textValue()))
        .setMaxCost(money(node.path("maxCost"), at("agent", "maxCost")))
        .setBounds(bounds.of(node, at("agent"), List.of(node)))
        .build();
  }

  private static boolean talksToAModel(JsonNode agent) {
    return AgentAdapter.of(agent.path("adapter").asText())
        .filter(adapter -> adapter.kind() == AgentAdapter.Kind.TOOL)
        .isPresent();
  }

  private Judge judge(JsonNode node) {
    return Judge.newBuilder()
        .setCommand(texts.command(node.get("command"), at("judge", "command")))
        .setEnvironment(texts.environment(node.path("environment"), at("judge", "environment")))
        .setTimeoutMs(Durations.milliseconds(node.get("timeout").textValue()))
        .setMaxCost(money(node.path("maxCost"), at("judge", "maxCost")))
        .setRounds(node.path("rounds").asInt(1))
        .setBounds(bounds.of(node, at("judge"), List.of(node)))
        .build();
  }

  private Evaluator evaluator(JsonNode spec) {
    JsonNode node = spec.get("evaluator");
    EnvironmentMapping environment = new EnvironmentMapping(spec, texts, problems);
    List<Rung> rungs = new ArrayList<>();
    for (JsonNode rung : node.get("rungs")) {
      List<JsonNode> commands = new ArrayList<>(environment.commands(rung));
      commands.add(rung);
      Rung mapped = rung(rung, at("evaluator", "rungs", rungs.size()));
      mapped.setBounds(bounds.of(node, at("evaluator"), commands));
      mapped.setEphemeral(environment.of(rung));
      rungs.add(mapped);
    }
    return Evaluator.newBuilder()
        .setRungs(rungs)
        .setProtectedPaths(plain(node.path("protected")))
        .setProtectedChange(
            node.path("onProtectedChange").asText("reject").equals("restore")
                ? ProtectedChange.RESTORE
                : ProtectedChange.REJECT)
        .setPricePerHour(
            node.has("pricePerHour")
                ? money(node.get("pricePerHour"), at("evaluator", "pricePerHour"))
                : null)
        .setControl(node.path("control").asBoolean(true))
        .build();
  }

  private Rung rung(JsonNode node, Field field) {
    JsonNode file = node.path("metrics").path("file");
    MetricsSource source = MetricsSource.NONE;
    if (node.has("metrics")) {
      source = file.isMissingNode() ? MetricsSource.JSON_LINES : MetricsSource.JSON_FILE;
    }
    return Rung.newBuilder()
        .setName(node.get("name").textValue())
        .setCommand(texts.command(node.get("command"), field.then("command")))
        .setEnvironment(texts.environment(node.path("environment"), field.then("environment")))
        .setTimeoutMs(Durations.milliseconds(node.get("timeout").textValue()))
        .setSamples(node.path("samples").asInt(1))
        .setMetricsFrom(source)
        .setMetricsFile(file.textValue())
        .setPaired(node.path("paired").asBoolean(false))
        .setOutcomes(node.path("outcomes").asBoolean(false))
        .build();
  }

  private List<Objective> objectives(JsonNode node) {
    List<Objective> objectives = new ArrayList<>();
    for (JsonNode objective : node) {
      objectives.add(
          Objective.newBuilder()
              .setMetric(objective.get("metric").textValue())
              .setDirection(
                  objective.get("goal").textValue().equals("maximize")
                      ? Direction.MAXIMIZE
                      : Direction.MINIMIZE)
              .setTolerance(objective.path("tolerance").asDouble(0))
              .setRange(range(objective.path("range")))
              .setExact(objective.path("exact").asBoolean(false))
              .setWeight(objective.path("weight").asDouble(1))
              .setScale(objective.path("scale").asDouble(1))
              .build());
    }
    return objectives;
  }

  private static MetricRange range(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new MetricRange(node.path(0).asDouble(), node.path(1).asDouble());
  }

  private static int all(List<Variant> variants) {
    long all = variants.stream().mapToLong(Variant::getAttempts).sum();
    return (int) Math.min(all, Integer.MAX_VALUE);
  }

  private Budget budget(JsonNode node, int attempts) {
    JsonNode wallTime = node.path("wallTime");
    return Budget.newBuilder()
        .setAttempts(node.path("attempts").asInt(attempts))
        .setMoney(node.has("money") ? money(node.get("money"), at("budget", "money")) : null)
        .setWallTimeMs(
            wallTime.isMissingNode() ? DAY_MS : Durations.milliseconds(wallTime.textValue()))
        .setConcurrent(node.path("concurrent").asInt(CONCURRENT))
        .setAgentMs(
            node.has("agentTime")
                ? Durations.milliseconds(node.get("agentTime").textValue())
                : null)
        .build();
  }

  private BigDecimal money(JsonNode node, Field field) {
    BigDecimal amount = node.isMissingNode() ? BigDecimal.ZERO : node.decimalValue();
    if (amount.stripTrailingZeros().scale() > MONEY_DECIMALS) {
      add(field, "has more than six decimals", "round it to a millionth of a dollar");
      return BigDecimal.ZERO.setScale(MONEY_DECIMALS);
    }
    return amount.setScale(MONEY_DECIMALS);
  }

  private static List<String> plain(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private void add(Field field, String message, String mend) {
    problems.add(new Problem(field.toString(), message + document.where(field), mend));
  }

  private static Field at(Object... steps) {
    return Field.of(steps);
  }
}
