package dev.winnow.worker.docs.rule;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Span;
import dev.winnow.worker.docs.rule.command.BuildFile;
import dev.winnow.worker.docs.rule.command.BuildTool;
import dev.winnow.worker.docs.rule.command.Call;
import dev.winnow.worker.docs.rule.command.Command;
import dev.winnow.worker.docs.rule.command.Paths;
import dev.winnow.worker.docs.rule.command.Shell;
import dev.winnow.worker.docs.rule.command.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Documents run a target of a build file that is gone. */
public final class Targets implements DriftRule {
  private static final double CONFIDENCE = 0.95;

  @Override
  public List<Drift> between(Revision before, Revision head) {
    List<Drift> drifts = new ArrayList<>();
    for (BuildTool tool : BuildTool.ALL) {
      drifts.addAll(new Comparison(tool, before, head).drifts());
    }
    return drifts;
  }

  /** A target and the file that defined it. */
  private record Gone(String file, String target) implements Comparable<Gone> {
    @Override
    public int compareTo(Gone other) {
      int byFile = file.compareTo(other.file);
      return byFile != 0 ? byFile : target.compareTo(other.target);
    }
  }

  /** A command, and the piece of a document that tells to run it. */
  private record Said(DocLine at, Span span) {}

  private static final class Comparison {
    private final BuildTool tool;
    private final Revision before;
    private final Revision head;
    private final BuildFiles was;
    private final BuildFiles is;
    private final Edits edits;

    Comparison(BuildTool tool, Revision before, Revision head) {
      this.tool = tool;
      this.before = before;
      this.head = head;
      was = new BuildFiles(tool, before.tree());
      is = new BuildFiles(tool, head.tree());
      edits = new Edits(head);
    }

    List<Drift> drifts() {
      Set<String> gone = gone();
      if (gone.isEmpty()) {
        return List.of();
      }
      SortedMap<Gone, List<Said>> lines = new TreeMap<>();
      for (String path : head.documents()) {
        head.document(path).ifPresent(document -> collect(document, gone, lines));
      }
      List<Drift> drifts = new ArrayList<>();
      lines.forEach((what, said) -> drifts.add(drift(what, said)));
      return drifts;
    }

    private void collect(Document document, Set<String> gone, SortedMap<Gone, List<Said>> lines) {
      for (Span span : document.spans()) {
        if (Past.in(span)) {
          continue;
        }
        for (Command command : Shell.commands(span)) {
          for (Call call : tool.calls(command)) {
            Optional<String> file =
                gone.contains(call.target())
                    ? definition(document.file(), command, call)
                    : Optional.empty();
            file.ifPresent(
                path ->
                    lines
                        .computeIfAbsent(new Gone(path, call.target()), key -> new ArrayList<>())
                        .add(new Said(new DocLine(document.file(), call.line()), span)));
          }
        }
      }
    }

    /** Names that some changed build file defined, and does not define now. */
    private Set<String> gone() {
      Set<String> gone = new TreeSet<>();
      for (String path : before.changedFrom(head)) {
        if (was.has(path)) {
          BuildFile now = is.file(path);
          for (String name : was.file(path).targets().keySet()) {
            if (!now.defines(name)) {
              gone.add(name);
            }
          }
        }
      }
      return gone;
    }

    /** The file that defined what is called, if nothing defines it now. */
    private Optional<String> definition(String document, Command command, Call call) {
      List<String> homes = homes(document, command, call);
      String name = call.target();
      Optional<String> near = was.defining(name, homes);
      Optional<String> defined = near.isPresent() ? near : was.defining(name);
      if (defined.isEmpty() || is.file(defined.get()).defines(name)) {
        return Optional.empty();
      }
      if (is.defining(name, homes).isPresent()) {
        return Optional.empty();
      }
      // It may have moved to another file, or to one that the build file includes now.
      Set<String> elsewhere = new TreeSet<>(is.allDefining(name));
      if (near.isPresent()) {
        elsewhere.removeAll(was.allDefining(name));
      }
      boolean hidden = !was.file(defined.get()).open().containsAll(is.file(defined.get()).open());
      return elsewhere.isEmpty() && !hidden ? defined : Optional.empty();
    }

    /** Where a command may look for build files, the nearest first. */
    private List<String> homes(String document, Command command, Call call) {
      if (call.anywhere()) {
        return List.of();
      }
      String way = command.directory();
      if (!call.directory().isEmpty()) {
        way = way.isEmpty() ? call.directory() : way + "/" + call.directory();
      }
      String start = Paths.directory(document);
      if (!way.isEmpty()) {
        // Documents name directories from where they are, or from the root; what is neither is
        // most often where the reader has cloned the repository to.
        String from = way;
        start =
            List.of(start, "").stream()
                .flatMap(base -> Paths.resolve(base, from).stream())
                .filter(was::hasHome)
                .findFirst()
                .orElse(start);
      }
      List<String> homes = new ArrayList<>();
      for (String home = start; !home.isEmpty(); home = Paths.directory(home)) {
        homes.add(home);
      }
      homes.add("");
      return homes;
    }

    private Drift drift(Gone gone, List<Said> said) {
      String shown = (tool.name() + " " + gone.target()).replace("cargo ", "cargo run --");
      Target target = was.file(gone.file()).targets().get(gone.target());
      Optional<String> now = renamed(gone);
      boolean removed = head.tree().blob(gone.file()).isEmpty();
      String message =
          "Documents say `%s`, but %s."
              .formatted(
                  shown,
                  removed
                      ? gone.file() + " is gone"
                      : gone.file() + " does not define " + gone.target() + " any more");
      return new Drift(
          "docs.target-gone",
          CONFIDENCE,
          shown + (gone.file().contains("/") ? " in " + gone.file() : ""),
          message,
          now.map(name -> "Say `" + name + "`, which does the same now.")
              .orElse("Say what to run now, or take the command out."),
          said.stream().map(Said::at).toList(),
          Optional.of(new Place(gone.file(), target == null ? 0 : target.line(), Side.MERGE_BASE)),
          now,
          now.map(name -> edits(gone.target(), name, said)).orElse(Map.of()));
    }

    private Map<DocLine, Edit> edits(String target, String now, List<Said> said) {
      Map<DocLine, List<Span>> byLine = new TreeMap<>();
      said.forEach(
          each -> byLine.computeIfAbsent(each.at(), at -> new ArrayList<>()).add(each.span()));
      Map<DocLine, Edit> all = new TreeMap<>();
      byLine.forEach(
          (at, spans) ->
              edits
                  .word(at, spans.size(), word(target), word(now))
                  .filter(
                      edit -> spans.stream().allMatch(span -> runs(span, at, edit, target, now)))
                  .ifPresent(edit -> all.put(at, edit)));
      return all;
    }

    /** A target of some tools has its kind before it. */
    private static String word(String target) {
      return target.substring(target.lastIndexOf(' ') + 1);
    }

    /** Whether a line that is edited runs the new target: some names have short forms. */
    private boolean runs(Span span, DocLine at, Edit edit, String old, String now) {
      // What is around a span is not in its text.
      String line = text(span, at).replace(edit.written().strip(), edit.instead().strip());
      Span edited =
          new Span(span.form(), line, at.line(), span.language(), span.sentence(), span.headings());
      List<String> targets =
          Shell.commands(edited).stream()
              .flatMap(command -> tool.calls(command).stream())
              .map(Call::target)
              .toList();
      return targets.contains(now) && !targets.contains(old);
    }

    private String text(Span span, DocLine at) {
      String text = span.text();
      return text.indexOf('\n') < 0 ? text : edits.line(at).orElse("");
    }

    /** The only target that the change added to the same file and that does the same. */
    private Optional<String> renamed(Gone gone) {
      Target old = was.file(gone.file()).targets().get(gone.target());
      if (old == null || old.body().isEmpty()) {
        return Optional.empty();
      }
      SortedMap<String, Target> known = was.file(gone.file()).targets();
      List<String> same =
          is.file(gone.file()).targets().entrySet().stream()
              .filter(entry -> !known.containsKey(entry.getKey()))
              .filter(entry -> entry.getValue().body().equals(old.body()))
              .map(Map.Entry::getKey)
              .toList();
      return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }
  }
}
