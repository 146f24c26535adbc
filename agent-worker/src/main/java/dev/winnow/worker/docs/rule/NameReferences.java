package dev.winnow.worker.docs.rule;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.docs.code.CodeIndex;
import dev.winnow.worker.docs.code.Definitions;
import dev.winnow.worker.docs.code.Renames;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.Reference.Kind;
import dev.winnow.worker.docs.reference.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    Set<String> removed = index.names(before.tree(), old);
    removed.removeAll(index.names(head.tree(), fresh));
    if (removed.isEmpty()) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>();
    for (String file : head.documents()) {
      head.document(file).ifPresent(document -> collect(document, removed, references));
    }
    Set<String> wanted = spellings(references);
    removed.stream().filter(NameReferences::isUnmistakable).forEach(wanted::add);
    List<String> code = CodeIndex.code(head.tree().paths());
    CodeIndex.Found found = CodeIndex.find(head.tree(), code, wanted);
    Set<String> gone = new HashSet<>(removed);
    gone.removeAll(found.inCode());
    for (String file : found.inComments()) {
      head.document(file).ifPresent(document -> collect(document, gone, references));
    }
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
    for (String file : head.documents()) {
      head.document(file)
          .ifPresent(
              document ->
                  References.of(document).stream()
                      .filter(NameReferences::isName)
                      .forEach(references::add));
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

  private static void collect(Document document, Set<String> removed, List<Reference> references) {
    for (Reference reference : References.of(document)) {
      if (isName(reference) && reference.spellings().stream().anyMatch(removed::contains)) {
        references.add(reference);
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
    Map<String, Optional<Place>> definitions = new TreeMap<>();
    Set<String> names =
        references.stream().flatMap(each -> each.spellings().stream()).collect(Collectors.toSet());
    Renames renames = Renames.between(before.tree(), head.tree(), old, names);
    Drifts drifts = new Drifts();
    for (Reference reference : references) {
      for (String spelling : reference.spellings()) {
        Optional<Place> definition =
            definitions.computeIfAbsent(spelling, name -> definition(before, old, name));
        if (definition.isPresent()) {
          drifts.add(drift(reference, definition, renames.of(spelling)));
          break;
        }
      }
    }
    return drifts.all();
  }

  private Optional<Place> definition(Revision before, List<String> old, String name) {
    for (String file : old) {
      if (!CodeFiles.isTest(file) && index.names(before.tree(), file).contains(name)) {
        Optional<Place> place =
            before
                .tree()
                .text(file)
                .flatMap(text -> Definitions.find(text, name))
                .filter(found -> found.role() == Definitions.Role.DEFINED)
                .map(found -> new Place(file, found.line(), Side.MERGE_BASE));
        if (place.isPresent()) {
          return place;
        }
      }
    }
    return Optional.empty();
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
