package dev.winnow.worker.docs.rule;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.docs.code.CodeIndex;
import dev.winnow.worker.docs.code.Definitions;
import dev.winnow.worker.docs.code.Definitions.Role;
import dev.winnow.worker.docs.code.Renames;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.Comments;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.Reference.Kind;
import dev.winnow.worker.docs.reference.References;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Symbols, options and settings that code had and has no more, while a document or a comment still
 * names them. The idea of asking both, whether code has the name now and whether it had it when the
 * line was written, is of Tan, Wagner and Treude, "Detecting Outdated Code Element References in
 * Software Repository Documentation", Empirical Software Engineering 29, 2024.
 */
public final class NameReferences implements DriftRule {
  private static final double DEFINED = 0.9;

  private final CodeIndex index = new CodeIndex();

  @Override
  public List<Drift> between(Revision before, Revision head) {
    List<String> old = CodeIndex.code(before.changedFrom(head));
    List<String> fresh = CodeIndex.code(head.changedFrom(before));
    Set<String> had = index.names(before.tree(), old);
    Set<String> has = index.names(head.tree(), fresh);
    Set<String> removed = new HashSet<>(had);
    removed.removeAll(has);
    Set<String> added = new HashSet<>(has);
    added.removeAll(had);
    if (removed.isEmpty()) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>();
    Predicate<String> isRemoved =
        name -> References.spellings(name).stream().anyMatch(removed::contains);
    Editions editions = Editions.of(head);
    for (String file : Naming.documents(head, isRemoved)) {
      if (!editions.isOfAnother(file)) {
        collect(head.references(file), removed, added, references);
      }
    }
    Set<String> wanted = spellings(references);
    removed.stream().filter(NameReferences::isUnmistakable).forEach(wanted::add);
    List<String> code = CodeIndex.code(head.tree().paths());
    CodeIndex.Found found = CodeIndex.find(head.tree(), code, wanted);
    Set<String> gone = new HashSet<>(removed);
    gone.removeAll(found.inCode());
    List<Reference> comments = new ArrayList<>();
    for (String file : found.inComments()) {
      List<Reference> named = new ArrayList<>();
      collect(head.references(file), gone, added, named);
      named.stream().flatMap(each -> inComment(each).stream()).forEach(comments::add);
    }
    // Beside what was looked for, comments name what other code may still have.
    Set<String> more = spellings(comments);
    more.removeAll(wanted);
    Set<String> there = CodeIndex.find(head.tree(), code, more).inCode();
    comments.removeIf(each -> each.spellings().stream().anyMatch(there::contains));
    references.addAll(comments);
    references.removeIf(each -> each.spellings().stream().anyMatch(found.inCode()::contains));
    return drifts(before, head, old, references);
  }

  /**
   * What documents name, code has no more, and code had at one of some earlier commits.
   *
   * @param earlier the commits, newest first
   */
  public List<Drift> since(List<Revision> earlier, Revision head) {
    List<Reference> references = new ArrayList<>();
    Editions editions = Editions.of(head);
    for (String file : head.documents()) {
      if (!editions.isOfAnother(file)) {
        head.references(file).stream().filter(NameReferences::isName).forEach(references::add);
      }
    }
    Set<String> wanted = spellings(references);
    Set<String> there =
        CodeIndex.find(head.tree(), CodeIndex.code(head.tree().paths()), wanted).inCode();
    references.removeIf(each -> each.spellings().stream().anyMatch(there::contains));
    index.keepOnly(spellings(references));
    Drifts drifts = new Drifts();
    for (Revision before : earlier) {
      List<String> old = CodeIndex.code(before.changedFrom(head));
      Set<String> had = index.names(before.tree(), old);
      List<Reference> right =
          references.stream()
              .filter(each -> each.spellings().stream().anyMatch(had::contains))
              .filter(each -> before.says(head, each.at()))
              .toList();
      drifts(before, head, old, right).forEach(drifts::add);
    }
    return drifts.all();
  }

  private static Set<String> spellings(List<Reference> references) {
    return references.stream()
        .flatMap(each -> each.spellings().stream())
        .collect(Collectors.toSet());
  }

  /** Comments are full of words: only what the code declared, in several of them, counts. */
  private static Optional<Reference> inComment(Reference each) {
    boolean isMeant = each.kind() == Kind.SYMBOL && !each.isPlain() && isUnmistakable(each.name());
    return isMeant
        ? Optional.of(new Reference(each.kind(), each.name(), each.spellings(), true, each.at()))
        : Optional.empty();
  }

  private static void collect(
      List<Reference> all, Set<String> removed, Set<String> added, List<Reference> references) {
    for (Reference reference : all) {
      if (isName(reference) && reference.spellings().stream().anyMatch(removed::contains)) {
        // Another spelling that was there before is some other thing's.
        boolean isSpeltOut =
            reference.kind() == Kind.FLAG
                && removed.contains(reference.name())
                && Collections.disjoint(reference.spellings(), added);
        references.add(isSpeltOut ? reference.withDashes() : reference);
      }
    }
  }

  private static boolean isName(Reference reference) {
    return reference.kind() == Kind.SYMBOL
        || reference.kind() == Kind.FLAG
        || reference.kind() == Kind.KEY;
  }

  /** Names of more than one word: a comment that has one means it. */
  private static boolean isUnmistakable(String name) {
    return name.matches("[A-Za-z]+(?:_[A-Za-z0-9]+)+|[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+");
  }

  private List<Drift> drifts(
      Revision before, Revision head, List<String> old, List<Reference> references) {
    Map<String, Optional<Definition>> definitions = new TreeMap<>();
    Map<Reference, String> gone = new LinkedHashMap<>();
    for (Reference reference : references) {
      for (String spelling : reference.spellings()) {
        Optional<Definition> definition =
            definitions.computeIfAbsent(
                reference.kind() + spelling,
                key -> definition(before, old, spelling, reference.kind()));
        if (definition.filter(found -> found.isEnoughFor(reference)).isPresent()) {
          gone.putIfAbsent(reference, spelling);
        }
      }
    }
    gone.keySet().removeAll(OtherForms.there(head, gone.keySet()));
    Set<String> names = new HashSet<>(gone.values());
    List<String> files =
        old.stream()
            .filter(file -> !Collections.disjoint(index.names(before.tree(), file), names))
            .toList();
    Renames renames = Renames.between(before.tree(), head.tree(), files, names);
    Edits edits = new Edits(head);
    Drifts drifts = new Drifts();
    gone.forEach(
        (reference, spelling) -> {
          Optional<Definition> definition = definitions.get(reference.kind() + spelling);
          Optional<String> inCode = renames.of(spelling);
          Optional<String> now = inCode.flatMap(name -> NewName.of(reference, spelling, name));
          boolean isSure =
              now.isPresent()
                  && definition.isPresent()
                  && isRenamed(before, head, definition.get(), inCode.get());
          Optional<Edit> edit =
              isSure ? edits.name(reference.at(), reference.name(), now.get()) : Optional.empty();
          drifts.add(
              drift(reference, definition.map(Definition::place), now)
                  .with(edit.map(one -> Map.of(reference.at(), one)).orElse(Map.of())));
        });
    return drifts.all();
  }

  /** Whether the file that had the old name declares the new one, and did not have it before. */
  private boolean isRenamed(Revision before, Revision head, Definition old, String now) {
    String file = old.place().file();
    return !index.names(before.tree(), file).contains(now)
        && head.tree()
            .text(file)
            .flatMap(text -> Definitions.find(Comments.without(file, text), now))
            .filter(found -> found.role().compareTo(old.role()) >= 0)
            .isPresent();
  }

  /**
   * The strongest place of a name in what has changed; tests and examples have names of their own.
   */
  private Optional<Definition> definition(
      Revision before, List<String> old, String name, Kind kind) {
    Definition best = null;
    for (String file : old) {
      // In scripts and settings options are those of other programs.
      boolean isOthers = kind == Kind.FLAG && CodeFiles.isScript(file);
      if (!CodeFiles.isAside(file)
          && !isOthers
          && index.names(before.tree(), file).contains(name)) {
        Optional<Definitions.Occurrence> found =
            before
                .tree()
                .text(file)
                .flatMap(text -> Definitions.find(Comments.without(file, text), name));
        if (found.isPresent() && (best == null || found.get().role().compareTo(best.role()) > 0)) {
          Place place = new Place(file, found.get().line(), Side.MERGE_BASE);
          best = new Definition(found.get().role(), place);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private record Definition(Role role, Place place) {
    /** A word like any other is the code's only where the code declares it. */
    private boolean isEnoughFor(Reference reference) {
      return role.compareTo(reference.isPlain() ? Role.DECLARED : Role.QUOTED) >= 0;
    }
  }

  private static Drift drift(Reference reference, Optional<Place> code, Optional<String> now) {
    String what =
        switch (reference.kind()) {
          case FLAG -> "option";
          case KEY -> "setting";
          default -> "symbol";
        };
    return new Drift(
        "docs." + what + "-gone",
        DEFINED,
        reference.name(),
        "`" + reference.name() + "` is named here and is not in the code any more.",
        now.map(name -> "Write `" + name + "`, which seems to have taken its place.")
            .orElse("Take it out, or say what has taken its place."),
        List.of(reference.at()),
        code,
        now);
  }
}
