package dev.winnow.worker.merge;

import dev.winnow.schemas.MergeConflict;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.LineChange;
import dev.winnow.worker.git.MergedTree;
import dev.winnow.worker.git.MergedTree.StagedFile;
import dev.winnow.worker.git.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a merge conflicts: files, and in texts the lines as they are in what is merged into. */
final class ConflictPlaces {
  /** More places than a person reads. */
  static final int MOST = 100;

  /** Files larger than this, in bytes, are told without lines. */
  private static final int LARGEST_READ = 1024 * 1024;

  private static final int ANCESTOR = 1;
  private static final int OURS = 2;
  private static final int THEIRS = 3;
  private static final String SUBMODULE = "160000";
  private static final String CONTENTS = "contents";
  private static final String ADD_ADD = "add/add";
  private static final Pattern KIND = Pattern.compile("CONFLICT \\(([^)]+)\\)");

  private final Workspace workspace;
  private final MergedTree merged;

  /** What is merged into, by which git labels its markers. */
  private final String onto;

  private ConflictPlaces(Workspace workspace, MergedTree merged, String onto) {
    this.workspace = workspace;
    this.merged = merged;
    this.onto = onto;
  }

  /**
   * The places, by path and line; at most 100.
   *
   * @param workspace has what was merged
   * @param merged a merge that is not clean
   * @param onto the commit that was merged into
   */
  static List<MergeConflict> of(Workspace workspace, MergedTree merged, String onto)
      throws GitException {
    return new ConflictPlaces(workspace, merged, onto).all();
  }

  private List<MergeConflict> all() throws GitException {
    Map<String, Map<Integer, StagedFile>> files = new TreeMap<>();
    for (StagedFile file : merged.files()) {
      files.computeIfAbsent(file.path(), path -> new TreeMap<>()).put(file.stage(), file);
    }
    Map<String, String> told = told();
    // Some conflicts, as those of folders that were renamed, leave no file in stages.
    told.keySet().forEach(path -> files.putIfAbsent(path, Map.of()));
    List<MergeConflict> places = new ArrayList<>();
    for (Map.Entry<String, Map<Integer, StagedFile>> file : files.entrySet()) {
      if (places.size() >= MOST) {
        break;
      }
      add(file.getKey(), file.getValue(), told.get(file.getKey()), places);
    }
    return List.copyOf(places.subList(0, Math.min(MOST, places.size())));
  }

  /** What git calls the conflict of each path; what says most where it says several things. */
  private Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    for (MergedTree.Message message : merged.messages()) {
      Matcher kind = KIND.matcher(message.type());
      if (kind.find() && !message.paths().isEmpty()) {
        // Of binary files it also says that their contents conflict.
        told.merge(
            message.paths().get(0),
            kind.group(1),
            (first, second) -> first.equals(CONTENTS) ? second : first);
      }
    }
    return told;
  }

  private void add(
      String path, Map<Integer, StagedFile> stages, String told, List<MergeConflict> places)
      throws GitException {
    String kind = kind(stages, told);
    List<int[]> lines =
        kind.equals(CONTENTS) || kind.equals(ADD_ADD) ? lines(path, stages.get(OURS)) : List.of();
    if (lines.isEmpty()) {
      places.add(place(path, 0, 0, kind));
    }
    for (int[] range : lines) {
      places.add(place(path, range[0], range[1], kind));
    }
  }

  private static String kind(Map<Integer, StagedFile> stages, String told) {
    if (stages.values().stream().anyMatch(file -> file.mode().equals(SUBMODULE))) {
      return "submodule";
    }
    boolean isOurs = stages.containsKey(OURS);
    boolean isTheirs = stages.containsKey(THEIRS);
    if (told == null || told.equals(CONTENTS)) {
      if (isOurs && isTheirs) {
        return stages.containsKey(ANCESTOR) ? CONTENTS : ADD_ADD;
      }
      return told != null ? told : "modify/delete";
    }
    return told;
  }

  private static MergeConflict place(String path, int first, int last, String kind) {
    return MergeConflict.newBuilder()
        .setPath(path)
        .setFirstLine(first)
        .setLastLine(last)
        .setKind(kind)
        .build();
  }

  /** The lines of our file that are between markers; none if they cannot be told. */
  private List<int[]> lines(String path, StagedFile ours) throws GitException {
    Optional<String> id = workspace.idAt(merged.tree(), path);
    if (id.isEmpty() || ours == null) {
      return List.of();
    }
    byte[][] content = new byte[1][];
    workspace.readBlobs(List.of(id.get()), LARGEST_READ, (blob, bytes) -> content[0] = bytes);
    if (content[0] == null) {
      return List.of();
    }
    MarkedText text = MarkedText.read(content[0], onto);
    if (text.ranges().isEmpty()) {
      return List.of();
    }
    // The merged file has lines of the other side where nothing conflicts: count those out.
    List<LineChange> changes = workspace.lineChanges(ours.id(), workspace.blob(text.ours()));
    List<int[]> lines = new ArrayList<>();
    for (int[] range : text.ranges()) {
      lines.add(
          new int[] {LineChange.oldLine(changes, range[0]), LineChange.oldLine(changes, range[1])});
    }
    return lines;
  }
}
