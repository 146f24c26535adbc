package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Task;
import java.util.ArrayList;
import java.util.List;

/** Makes a merge tournament of a spec that fits the schema. */
final class MergeMapping {
  /** What only a contest of agents has. */
  private static final List<String> OF_AGENTS =
      List.of("agent", "variants", "grid", "attemptsPerVariant", "prompt");

  private final SpecDocument document;
  private final SpecPaths paths;
  private final List<Problem> problems;

  MergeMapping(SpecDocument document, SpecPaths paths, List<Problem> problems) {
    this.document = document;
    this.paths = paths;
    this.problems = problems;
  }

  /** Adds to a task what it merges. */
  Task complete(Task task) {
    JsonNode spec = document.tree();
    for (String name : OF_AGENTS) {
      if (spec.has(name)) {
        Field field = Field.of(name);
        problems.add(
            new Problem(
                name,
                "is there, and a merge tournament runs no agent" + document.where(field),
                "take it out, or take merge out"));
      }
    }
    JsonNode node = spec.get("merge");
    if (node.has("keep") && !node.has("tasks")) {
      Field field = Field.of("merge", "keep");
      problems.add(
          new Problem(
              field.toString(),
              "is there, and no tasks are" + document.where(field),
              "take it out, or give merge.tasks"));
    }
    task.setMerge(
        Merge.newBuilder()
            .setBranch(node.get("branch").textValue())
            .setCandidates(List.of())
            .setLand(node.path("land").asBoolean(true))
            .build());
    MergeTasks.setCandidates(task, candidates(node.path("candidates"), task));
    return task;
  }

  private List<MergeCandidate> candidates(JsonNode nodes, Task task) {
    List<MergeCandidate> candidates = new ArrayList<>();
    for (JsonNode node : nodes) {
      Field field = Field.of("merge", "candidates", candidates.size(), "repository");
      candidates.add(
          MergeCandidate.newBuilder()
              .setName(node.get("name").textValue())
              .setCommit(node.get("commit").textValue())
              .setRepository(
                  node.has("repository")
                      ? paths.repository(node.get("repository").textValue(), field, problems)
                      : task.getRepository().getUrl())
              .build());
    }
    return candidates;
  }
}
