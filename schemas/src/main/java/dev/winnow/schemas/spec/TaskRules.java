package dev.winnow.schemas.spec;

import dev.winnow.schemas.Audit;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.MetricRange;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules that every task keeps, whoever made it: a spec, an HTTP client or a plain producer.
 * They need no I/O; that a base exists or an evaluator runs is for the linter to find out.
 */
public final class TaskRules {

  /**
   * The most that one attempt or vote can cost, in US dollars. With as many attempts as a task can
   * have, the sum still fits the records' eighteen digits.
   */
  public static final BigDecimal MOST_COST = BigDecimal.valueOf(10_000);

  /** The longest wall time of a task, in milliseconds: a leap year. */
  public static final long LONGEST_WALL_TIME_MS = 366L * 86_400_000;

  /** How many patches a task keeps at most. */
  public static final int MOST_KEPT = 1_000;

  static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final long LONGEST_TIMEOUT_MS = 30L * 86_400_000;
  private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(999_999_999);
  private static final int LONGEST_PROMPT = 262_144;
  private static final int LONGEST_URL = 4_096;
  private static final int LONGEST_METRIC = 128;
  private static final int MOST_OBJECTIVES = 16;
  private static final int MOST_ATTEMPTS = 10_000_000;
  private static final int MOST_CONCURRENT = 100_000;
  private static final double LEAST_SIMILARITY = 0.3;
  private static final int LARGEST_ETA = 100;
  private static final int MOST_SAMPLES = 100_000;
  private static final int MOST_PATIENCE = 1_000_000;
  private static final int MOST_CONFIRMATION = 1_000;

  private TaskRules() {}

  /**
   * The problems of a task: none if it can be run. Fields are named as in the spec.
   *
   * @param task any task, as it came off the wire
   */
  public static List<Problem> check(Task task) {
    ProblemList problems = new ProblemList();
    if (!NAME.matcher(task.getTaskId()).matches()) {
      problems.add(Field.of("id"), "is not a name");
    }
    checkRepository(task.getRepository(), problems);
    problems.requireSize(Field.of("prompt"), task.getPrompt(), LONGEST_PROMPT);
    if (task.getMerge().isPresent()) {
      MergeRules.check(task, task.getMerge().get(), problems);
    } else {
      VariantRules.check(task.getVariants(), problems);
    }
    AgentRules.check(task, problems);
    EvaluatorRules.check(task, problems);
    checkSimilarity(task.getSimilarity(), problems);
    checkObjectives(task, problems);
    checkBudget(task, problems);
    checkVariantMoney(task, problems);
    checkDecision(task.getDecision(), problems);
    JudgeRules.check(task, problems);
    task.getAudit().ifPresent(audit -> checkAudit(audit, problems));
    return problems.all();
  }

  private static void checkRepository(Repository repository, ProblemList problems) {
    checkUrl(Field.of("repository", "url"), repository.getUrl(), problems);
    if (!GitNames.isCommit(repository.getBase())) {
      problems.add(
          Field.of("repository", "base"),
          "is not a full commit id",
          "give the full commit id, 40 hexadecimal digits; `winnow submit` resolves branch names for you");
    }
    checkUrl(Field.of("repository", "results"), repository.getResults(), problems);
  }

  static void checkUrl(Field field, String url, ProblemList problems) {
    problems.requireText(field, url, LONGEST_URL);
    if (!url.isBlank() && !RepositoryUrls.isAbsolute(url)) {
      problems.add(
          field,
          "is neither an absolute path nor a URL that git fetches",
          "give an absolute path, or an https, http, ssh, git or file URL");
    }
  }

  static void checkTimeout(Field field, long milliseconds, ProblemList problems) {
    problems.requireTime(field, milliseconds, LONGEST_TIMEOUT_MS);
  }

  /** Below the least, patches that only use the same language would be a family. */
  private static void checkSimilarity(double similarity, ProblemList problems) {
    if (similarity != 0 && !(similarity >= LEAST_SIMILARITY && similarity <= 1)) {
      problems.add(
          Field.of("dedup", "similarity"),
          "is " + similarity + " and must be 0 or from " + LEAST_SIMILARITY + " to 1");
    }
  }

  static void checkMoney(Field field, BigDecimal money, BigDecimal most, ProblemList problems) {
    if (money.signum() < 0) {
      problems.add(field, "is negative");
    } else if (money.compareTo(most) > 0) {
      problems.add(field, "is more than " + most);
    }
  }

  private static void checkObjectives(Task task, ProblemList problems) {
    List<Objective> objectives = task.getObjectives();
    Field all = Field.of("objectives");
    if (objectives.isEmpty()) {
      problems.add(all, "is empty");
    } else if (objectives.size() > MOST_OBJECTIVES) {
      problems.add(all, "has more than " + MOST_OBJECTIVES + " items");
    }
    Set<String> metrics = new HashSet<>();
    for (int index = 0; index < objectives.size(); index++) {
      Objective objective = objectives.get(index);
      Field field = all.then(index);
      problems.requireText(field.then("metric"), objective.getMetric(), LONGEST_METRIC);
      if (!metrics.add(objective.getMetric())) {
        problems.add(
            field.then("metric"),
            "is an objective already",
            "name another metric, or take this objective out");
      }
      if (!Double.isFinite(objective.getTolerance()) || objective.getTolerance() < 0) {
        problems.add(field.then("tolerance"), "is " + objective.getTolerance());
      }
      checkRange(field.then("range"), objective.getRange(), problems);
      checkFactor(field.then("weight"), objective.getWeight(), task.getRankBy(), problems);
      checkFactor(field.then("scale"), objective.getScale(), task.getRankBy(), problems);
    }
  }

  private static void checkRange(Field field, Optional<MetricRange> range, ProblemList problems) {
    if (range.isPresent()) {
      double width = range.get().getMax() - range.get().getMin();
      if (!(width > 0) || !Double.isFinite(width)) {
        problems.add(field, "is no range: the first number must be below the second");
      }
    }
  }

  /** Such a factor that decides nothing is a mistake of whoever believes that it does. */
  private static void checkFactor(Field field, double factor, RankBy rankBy, ProblemList problems) {
    if (!Double.isFinite(factor) || factor <= 0) {
      problems.add(field, "is " + factor + " and must be more than 0");
    } else if (factor != 1 && rankBy != RankBy.WEIGHTED) {
      problems.add(
          field,
          "is there, and the ranking is not by weight",
          "take it out, or write ranking: {by: weighted}");
    }
  }

  private static void checkVariantMoney(Task task, ProblemList problems) {
    BigDecimal price = task.getAgent().getMaxCost();
    for (int index = 0; index < task.getVariants().size() && !problems.isFull(); index++) {
      Optional<BigDecimal> money = task.getVariants().get(index).getMoney();
      Field field = Field.of("variants").then(index).then("money");
      if (money.isPresent()) {
        checkMoney(field, money.get(), MOST_MONEY, problems);
        if (AgentRules.lacksPrice(task.getAgent())) {
          problems.add(
              Field.of("agent", "maxCost"),
              "is 0, and an agent with no price is refused when money is capped",
              "give the most US dollars that one attempt can cost, or take the variants' money out");
        } else if (price.compareTo(money.get()) > 0) {
          problems.add(
              field,
              "is less than one attempt can cost (" + price.toPlainString() + ")",
              "raise it to at least agent.maxCost, or leave it out for no cap");
        }
      }
    }
  }

  private static void checkBudget(Task task, ProblemList problems) {
    Budget budget = task.getBudget();
    Field field = Field.of("budget");
    problems.requireRange(field.then("attempts"), budget.getAttempts(), 1, MOST_ATTEMPTS);
    problems.requireRange(field.then("concurrent"), budget.getConcurrent(), 1, MOST_CONCURRENT);
    problems.requireTime(field.then("wallTime"), budget.getWallTimeMs(), LONGEST_WALL_TIME_MS);
    checkAgentTime(task, field.then("agentTime"), problems);
    if (budget.getMoney().isPresent()) {
      BigDecimal money = budget.getMoney().get();
      BigDecimal price = task.getAgent().getMaxCost();
      checkMoney(field.then("money"), money, MOST_MONEY, problems);
      if (AgentRules.lacksPrice(task.getAgent())) {
        problems.add(
            Field.of("agent", "maxCost"),
            "is 0, and an agent with no price is refused when money is capped",
            "give the most US dollars that one attempt can cost, or take budget.money out");
      } else if (price.compareTo(money) > 0) {
        problems.add(
            Field.of("agent", "maxCost"),
            "is " + price.toPlainString() + ", more than all the money there is",
            "lower it to at most budget.money, or raise budget.money");
      }
    }
  }

  private static void checkAgentTime(Task task, Field field, ProblemList problems) {
    long timeout = task.getAgent().getTimeoutMs();
    if (task.getBudget().getAgentMs().filter(cap -> cap < timeout).isPresent()) {
      problems.add(
          field,
          "is too little for one attempt that runs to its timeout of " + timeout + " ms",
          "raise it to at least agent.timeout, lower that, or leave it out for no cap");
    }
  }

  /** Figures that cannot be would be shown beside a verdict as if somebody had counted them. */
  private static void checkAudit(Audit audit, ProblemList problems) {
    if (audit.getMutants() < 1 || audit.getKilled() < 0 || audit.getKilled() > audit.getMutants()) {
      problems.add(
          Field.of("audit"),
          "says that %d of %d mutants were killed".formatted(audit.getKilled(), audit.getMutants()),
          "give it as `winnow audit` wrote it, or leave it out");
    }
  }

  private static void checkDecision(Decision decision, ProblemList problems) {
    Field field = Field.of("decision");
    problems.requireRange(field.then("keep"), decision.getKeep(), 1, MOST_KEPT);
    double confidence = decision.getConfidence();
    if (!(confidence > 0.5 && confidence < 1)) {
      problems.add(field.then("confidence"), "is " + confidence);
    }
    problems.requireRange(field.then("eta"), decision.getEta(), 1, LARGEST_ETA);
    problems.requireRange(field.then("maxSamples"), decision.getMaxSamples(), 1, MOST_SAMPLES);
    problems.requireRange(field.then("patience"), decision.getPatience(), 0, MOST_PATIENCE);
    problems.requireRange(
        field.then("confirm"), decision.getConfirmSamples(), 0, MOST_CONFIRMATION);
  }
}
