package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a user of the old files may notice in the new ones. Used once. */
final class SchemaComparison {
  private final ProtoSchema before;
  private final ProtoSchema after;
  private final Moves moves;
  private final Findings findings = new Findings();

  /** Files that types have gone from and to: a type takes the syntax of its file along. */
  private final SortedMap<String, SortedSet<String>> movedTo = new TreeMap<>();

  SchemaComparison(ProtoSchema before, ProtoSchema after) {
    this.before = before;
    this.after = after;
    this.moves = new Moves(before, after);
  }

  /** All changes, sorted by element and rule. */
  List<Change> changes() {
    comparePackages();
    compareMessages();
    compareEnums();
    compareServices();
    compareExtensions();
    compareFiles();
    return findings.sorted();
  }

  private void comparePackages() {
    moves
        .packages()
        .forEach(
            (old, now) ->
                findings.add(
                    "package-changed",
                    Severity.ERROR,
                    Findings.SURE,
                    "package " + old,
                    "The package was " + named(old) + " and is " + named(now) + ".",
                    "Keep the package, and put a new version into a package beside it.",
                    Findings.head(new Spot(firstFile(after, now), 0, 0)),
                    Findings.whole(old)));
  }

  private void compareMessages() {
    SortedSet<String> entries = entriesThatBecameMaps();
    for (ProtoMessage old : before.messages().values()) {
      ProtoMessage now = after.messages().get(moves.now(old.name()));
      if (now != null) {
        new MessageComparison(old, now, moves, after, findings).compare();
        moved(old.file(), now.file());
      } else if (!entries.contains(old.name()) && !isParentGone(old.name())) {
        boolean isEnumNow = after.enums().containsKey(moves.now(old.name()));
        typeRemoved("message", old.name(), isEnumNow ? "an enum now" : "gone", old.spot());
      }
    }
  }

  /** Messages that were the entries of what is now written as a map: the bytes are the same. */
  private SortedSet<String> entriesThatBecameMaps() {
    SortedSet<String> entries = new TreeSet<>();
    for (ProtoMessage old : before.messages().values()) {
      ProtoMessage now = after.messages().get(moves.now(old.name()));
      if (now == null) {
        continue;
      }
      Set<Integer> maps =
          now.fields().stream()
              .filter(field -> field.type().isMap())
              .map(ProtoField::number)
              .collect(Collectors.toSet());
      for (ProtoField field : old.fields()) {
        if (maps.contains(field.number()) && Moves.mapOf(before, field).isPresent()) {
          entries.add(field.type().name());
        }
      }
    }
    return entries;
  }

  private void compareEnums() {
    for (ProtoEnum old : before.enums().values()) {
      ProtoEnum now = after.enums().get(moves.now(old.name()));
      if (now != null) {
        new EnumComparison(old, now, findings).compare();
        moved(old.file(), now.file());
      } else if (!isParentGone(old.name())) {
        boolean isMessageNow = after.messages().containsKey(moves.now(old.name()));
        typeRemoved("enum", old.name(), isMessageNow ? "a message now" : "gone", old.spot());
      }
    }
  }

  /** Whether it is told already that the message around a type is gone. */
  private boolean isParentGone(String name) {
    String parent = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    return before.messages().containsKey(parent)
        && !after.messages().containsKey(moves.now(parent));
  }

  private void typeRemoved(String kind, String name, String what, Spot spot) {
    findings.add(
        kind + "-removed",
        Severity.ERROR,
        Findings.SURE,
        name,
        "The " + kind + " " + name + " is " + what + ".",
        "Keep it until nobody uses it.",
        Findings.base(spot),
        Findings.whole(name));
  }

  private void compareServices() {
    ServiceComparison comparison = new ServiceComparison(moves, findings);
    for (ProtoService old : before.services().values()) {
      String packageName = old.name().substring(0, Math.max(old.name().lastIndexOf('.'), 0));
      ProtoService now = after.services().get(moves.now(packageName, old.name()));
      if (now == null) {
        findings.add(
            "service-removed",
            Severity.ERROR,
            Findings.SURE,
            old.name(),
            "The service " + old.name() + " is gone.",
            "Keep it until nobody calls it.",
            Findings.base(old.spot()),
            Findings.whole(old.name()));
      } else {
        comparison.compare(old, now);
      }
    }
  }

  private void compareExtensions() {
    for (ProtoMessage old : before.extensions().values()) {
      ProtoMessage now = after.extensions().get(moves.now(old.name()));
      Set<Integer> numbers =
          now == null
              ? Set.of()
              : now.fields().stream().map(ProtoField::number).collect(Collectors.toSet());
      List<ProtoField> kept = new ArrayList<>();
      for (ProtoField field : old.fields()) {
        if (numbers.contains(field.number())) {
          kept.add(field);
          continue;
        }
        boolean isOfCompiler =
            old.name().startsWith("google.protobuf.") && old.name().endsWith("Options");
        findings.add(
            "extension-removed",
            isOfCompiler ? Severity.WARNING : Severity.ERROR,
            Findings.LIKELY,
            old.name() + " extension " + field.name(),
            "The extension " + field.name() + " of " + old.name() + " is gone.",
            "Keep it until nobody uses it.",
            Findings.base(field.spot()),
            Findings.field(old.name(), field.name()));
      }
      if (now != null) {
        ProtoMessage rest =
            new ProtoMessage(
                old.name(),
                kept,
                old.reserved(),
                old.extensions(),
                old.options(),
                old.file(),
                old.spot());
        new MessageComparison(rest, now, moves, after, findings).compare();
      }
    }
  }

  private void moved(ProtoFile from, ProtoFile to) {
    movedTo.computeIfAbsent(from.path(), path -> new TreeSet<>()).add(to.path());
  }

  private void compareFiles() {
    for (ProtoFile old : before.files().values()) {
      SortedSet<String> paths = movedTo.getOrDefault(old.path(), new TreeSet<>());
      if (after.files().containsKey(old.path())) {
        paths.add(old.path());
      }
      for (String path : paths) {
        compareSyntax(old, after.files().get(path));
      }
      ProtoFile same = after.files().get(old.path());
      if (same != null) {
        compareOptions(old, same);
      }
    }
  }

  private void compareSyntax(ProtoFile old, ProtoFile now) {
    if (old.syntax().equals(now.syntax())) {
      return;
    }
    boolean isFixed = !old.isEdition() && !now.isEdition();
    findings.add(
        "syntax-changed",
        isFixed ? Severity.ERROR : Severity.WARNING,
        Findings.LIKELY,
        "syntax of " + now.path(),
        "The syntax was "
            + old.syntax()
            + " and is "
            + now.syntax()
            + ": presence, defaults and unknown values of enums are not the same.",
        "Keep the syntax, or go to an edition with features that keep what it means.",
        Findings.head(new Spot(now.path(), 0, 0)),
        Findings.whole(now.packageName()));
  }

  private void compareOptions(ProtoFile old, ProtoFile now) {
    SortedSet<String> names = new TreeSet<>(old.options().keySet());
    names.addAll(now.options().keySet());
    for (String name : names) {
      String was = old.options().getOrDefault(name, "not set");
      String is = now.options().getOrDefault(name, "not set");
      if (!was.equals(is)) {
        findings.add(
            "file-option-changed",
            Severity.NOTE,
            Findings.LIKELY,
            name + " of " + now.path(),
            "The option " + name + " was " + was + " and is " + is + ".",
            "Tell those who generate code from it.",
            Findings.head(new Spot(now.path(), 0, 0)),
            Findings.whole(now.packageName()));
      }
    }
  }

  private static String firstFile(ProtoSchema schema, String packageName) {
    return schema.files().values().stream()
        .filter(file -> file.packageName().equals(packageName))
        .map(ProtoFile::path)
        .findFirst()
        .orElseThrow();
  }

  private static String named(String packageName) {
    return packageName.isEmpty() ? "none" : packageName;
  }
}
