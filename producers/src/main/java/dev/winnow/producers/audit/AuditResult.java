package dev.winnow.producers.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What became of the mutants of an audit. */
public final class AuditResult {

  private static final String INFRASTRUCTURE = "INFRASTRUCTURE_FAILED";
  private static final Pattern AGENT = Pattern.compile("^the agent ");
  private static final String OTHER = "other";

  private final List<Mutant> mutants;
  private final List<String> rungs;

  private AuditResult(List<Mutant> mutants, List<String> rungs) {
    this.mutants = List.copyOf(mutants);
    this.rungs = List.copyOf(rungs);
  }

  /** Mutants, and those of them that were killed. */
  public record Count(int mutants, int killed) {
    Count and(boolean isKilled) {
      return new Count(mutants + 1, killed + (isKilled ? 1 : 0));
    }
  }

  /**
   * Reads the answers of the server.
   *
   * @param verdict the verdict on the audit's task
   * @param attempts all its attempts
   * @param rungs the names of the evaluator's rungs, in their order
   */
  public static AuditResult of(JsonNode verdict, JsonNode attempts, List<String> rungs) {
    Map<String, JsonNode> rejected = new HashMap<>();
    verdict.path("rejected").forEach(one -> rejected.put(one.path("attemptId").asText(), one));
    List<JsonNode> ordered = new ArrayList<>();
    attempts.path("attempts").forEach(ordered::add);
    // mutant-2 before mutant-10.
    ordered.sort(
        Comparator.<JsonNode>comparingInt(each -> id(each).length())
            .thenComparing(AuditResult::id));
    Set<String> clusters = new HashSet<>();
    List<Mutant> mutants = new ArrayList<>();
    for (JsonNode attempt : ordered) {
      mutants.add(mutant(attempt, Optional.ofNullable(rejected.get(id(attempt))), clusters));
    }
    return new AuditResult(mutants, rungs);
  }

  private static Mutant mutant(
      JsonNode attempt, Optional<JsonNode> rejected, Set<String> clusters) {
    return new Mutant(
        id(attempt),
        attempt.path("commit").asText(""),
        end(attempt, rejected, clusters),
        rejected.map(AuditResult::reason).orElse(""),
        Mutant.lastObject(attempt.path("logTail").asText()));
  }

  /** To a worker a mutator is an agent; to whoever reads an audit it is not. */
  private static String reason(JsonNode rejected) {
    return AGENT.matcher(rejected.path("reason").asText()).replaceFirst("the mutator ");
  }

  private static Mutant.End end(
      JsonNode attempt, Optional<JsonNode> rejected, Set<String> clusters) {
    String outcome = rejected.map(one -> one.path("outcome").asText()).orElse("");
    if (outcome.equals(INFRASTRUCTURE)) {
      return Mutant.End.NOT_JUDGED;
    }
    if (!attempt.path("clusterId").isTextual()) {
      return Mutant.End.VOID;
    }
    if (!clusters.add(attempt.path("clusterId").asText())) {
      return Mutant.End.DUPLICATE;
    }
    if (rejected.isEmpty()) {
      return Mutant.End.SURVIVED;
    }
    return outcome.equals("REJECTED_BY_GATE") || outcome.equals("TIMED_OUT")
        ? Mutant.End.KILLED
        : Mutant.End.NOT_JUDGED;
  }

  private static String id(JsonNode attempt) {
    return attempt.path("attemptId").asText();
  }

  /** How many were judged, those that are the same change once, and how many of them killed. */
  public Count count() {
    return new Count(
        of(Mutant.End.KILLED).size() + of(Mutant.End.SURVIVED).size(),
        of(Mutant.End.KILLED).size());
  }

  /** Those that passed all rungs, in the order in which they were issued. */
  List<Mutant> survivors() {
    return of(Mutant.End.SURVIVED);
  }

  /** How many ended in some way. */
  int count(Mutant.End end) {
    return of(end).size();
  }

  /** Why mutants were not judged, or were none, with how many of each; most frequent first. */
  public Map<String, Integer> reasons() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    mutants.stream()
        .filter(each -> each.end() == Mutant.End.VOID || each.end() == Mutant.End.NOT_JUDGED)
        .forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Of those that were judged, by what was done to the code. */
  Map<String, Count> operators() {
    Map<String, Count> counts = new TreeMap<>();
    for (Mutant mutant : mutants) {
      boolean isKilled = mutant.end() == Mutant.End.KILLED;
      if (isKilled || mutant.end() == Mutant.End.SURVIVED) {
        counts.merge(
            mutant.operator(),
            new Count(0, 0).and(isKilled),
            (one, other) ->
                new Count(one.mutants() + other.mutants(), one.killed() + other.killed()));
      }
    }
    return counts;
  }

  /** How many each rung killed, in their order. */
  Map<String, Integer> rungs() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rungs.forEach(rung -> counts.put(rung, 0));
    of(Mutant.End.KILLED).forEach(mutant -> counts.merge(rung(mutant), 1, Integer::sum));
    return counts;
  }

  /** The rung that a reason begins with, as a worker words it. */
  private String rung(Mutant killed) {
    return rungs.stream()
        .filter(
            rung ->
                killed.reason().startsWith("rung " + rung + " ")
                    || killed.reason().startsWith("rung " + rung + ":"))
        .findFirst()
        .orElse(OTHER);
  }

  /** Files that the mutator could not read, as far as it says so. */
  int unreadable() {
    return most("unreadable");
  }

  /** How many mutants there are to draw from; 0 if the mutator does not say so. */
  int possible() {
    return most("of");
  }

  private int most(String field) {
    return mutants.stream().mapToInt(each -> each.told().path(field).asInt()).max().orElse(0);
  }

  private List<Mutant> of(Mutant.End end) {
    Collection<Mutant> all = mutants;
    return all.stream().filter(each -> each.end() == end).toList();
  }
}
