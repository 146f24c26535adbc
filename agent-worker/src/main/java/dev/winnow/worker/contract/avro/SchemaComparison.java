package dev.winnow.worker.contract.avro;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Walks two versions of a schema side by side and looks at each pair of types in both directions.
 * Used once.
 */
final class SchemaComparison {
  /** Pairs of records that are compared: types that are called alike make many of few. */
  private static final int MOST_PAIRS = 100_000;

  /** Branches of a union that a message lists. */
  private static final int MOST_TOLD = 5;

  private static final double SURE = 1.0;
  private static final double LIKELY = 0.8;

  /** Meanings that the specification gives; others mean something to nobody but who made them. */
  private static final Set<String> KNOWN_MEANINGS =
      Set.of(
          "big-decimal",
          "date",
          "duration",
          "local-timestamp-micros",
          "local-timestamp-millis",
          "local-timestamp-nanos",
          "time-micros",
          "time-millis",
          "timestamp-micros",
          "timestamp-millis",
          "timestamp-nanos");

  /**
   * Where the walk is.
   *
   * @param owner full name of the record, or what else the way began at
   * @param part what of the owner, such as {@code .items[]}; empty for all of it
   * @param root the record at the top
   * @param path dotted path from the root
   * @param old line of the old version
   * @param now line of the new version
   */
  private record Way(String owner, String part, String root, String path, Spot old, Spot now) {
    Way into(String suffix) {
      return new Way(owner, part + suffix, root, path + suffix, old, now);
    }

    String element() {
      return owner + part;
    }
  }

  private record Pair(AvroType.RecordType old, AvroType.RecordType now, Way way, Promise promise) {}

  private final AvroSchema before;
  private final AvroSchema after;
  private final Defaults beforeDefaults;
  private final Defaults afterDefaults;
  private final Promise contractPromise;
  private final Deque<Pair> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private final SortedMap<String, Change> changes = new TreeMap<>();

  SchemaComparison(AvroSchema before, AvroSchema after, Compatibility compatibility) {
    this.before = before;
    this.after = after;
    this.beforeDefaults = new Defaults(before);
    this.afterDefaults = new Defaults(after);
    this.contractPromise = new Promise(compatibility);
  }

  /**
   * All changes, sorted by element and rule.
   *
   * @throws UnreadableContractException if there are too many pairs to look at
   */
  List<Change> changes() throws UnreadableContractException {
    compareRoots();
    compareAnonymous();
    compareMessages();
    while (!open.isEmpty()) {
      if (seen.size() > MOST_PAIRS) {
        Spot spot = open.peek().way().now();
        throw new UnreadableContractException(
            spot.file(), spot.line(), "Too many types are called alike.");
      }
      compareFields(open.remove());
    }
    List<Change> sorted = new ArrayList<>(changes.values());
    sorted.sort(Comparator.comparing(Change::element).thenComparing(Change::rule));
    return List.copyOf(sorted);
  }

  private void compareRoots() {
    Map<String, String> byAlias = new TreeMap<>();
    for (String name : after.own()) {
      after.names().get(name).aliases().forEach(alias -> byAlias.putIfAbsent(alias, name));
    }
    List<AvroType.Named> missing = new ArrayList<>();
    SortedSet<String> fresh = new TreeSet<>(after.roots());
    for (String name : before.roots()) {
      AvroType.Named old = before.names().get(name);
      AvroType.Named now =
          after.names().getOrDefault(name, after.names().get(byAlias.getOrDefault(name, name)));
      if (old == null) {
        continue;
      }
      if (now == null) {
        missing.add(old);
      } else {
        fresh.remove(now.name());
        comparePair(old, now);
      }
    }
    fresh.removeAll(before.names().keySet());
    fresh.removeIf(name -> !after.names().containsKey(name));
    if (missing.size() == 1 && fresh.size() == 1) {
      comparePair(missing.get(0), after.names().get(fresh.first()));
      return;
    }
    for (AvroType.Named old : missing) {
      add(
          "type-removed",
          Optional.of(Severity.ERROR),
          SURE,
          old.name(),
          "The " + old.kind() + " " + old.name() + " is gone.",
          "Keep it until nobody writes or reads it.",
          base(old.spot()),
          whole(old.name()));
    }
  }

  private void comparePair(AvroType.Named old, AvroType.Named now) {
    Way way = new Way(old.name(), "", old.name(), "", old.spot(), now.spot());
    compare(
        new AvroType.Reference(old.name()),
        new AvroType.Reference(now.name()),
        way,
        contractPromise);
  }

  private void compareAnonymous() {
    int count = Math.min(before.anonymous().size(), after.anonymous().size());
    for (int i = 0; i < count; i++) {
      AvroSchema.Root old = before.anonymous().get(i);
      AvroSchema.Root now = after.anonymous().get(i);
      compare(old.type(), now.type(), anonymous(old.spot(), now.spot()), contractPromise);
    }
    for (int i = count; i < before.anonymous().size(); i++) {
      AvroSchema.Root old = before.anonymous().get(i);
      if (after.roots().size() == 1 && before.roots().isEmpty()) {
        String name = after.roots().first();
        Spot spot = after.names().containsKey(name) ? after.names().get(name).spot() : old.spot();
        compare(
            old.type(), new AvroType.Reference(name), anonymous(old.spot(), spot), contractPromise);
      } else {
        add(
            "type-removed",
            Optional.of(Severity.ERROR),
            SURE,
            "schema",
            "The schema of the file is gone.",
            "Keep it until nobody writes or reads it.",
            base(old.spot()),
            whole("schema"));
      }
    }
    if (before.anonymous().isEmpty()
        && after.anonymous().size() == 1
        && before.roots().size() == 1
        && after.roots().isEmpty()) {
      replacedByAnonymous(before.roots().first(), after.anonymous().get(0));
    }
  }

  /** A record that a union takes the place of: what was gone from the roots may be a branch. */
  private void replacedByAnonymous(String name, AvroSchema.Root now) {
    if (before.names().containsKey(name)) {
      changes.remove(name + " avro.type-removed");
      Spot spot = before.names().get(name).spot();
      compare(
          new AvroType.Reference(name),
          now.type(),
          new Way(name, "", name, "", spot, now.spot()),
          contractPromise);
    }
  }

  private static Way anonymous(Spot old, Spot now) {
    return new Way("schema", "", "schema", "", old, now);
  }

  private void compareMessages() {
    before
        .messages()
        .forEach(
            (name, old) -> {
              AvroSchema.Message now = after.messages().get(name);
              if (now == null) {
                add(
                    "message-removed",
                    Optional.of(Severity.ERROR),
                    SURE,
                    name,
                    "The message " + name + " is gone.",
                    "Keep it until nobody sends it.",
                    base(old.spot()),
                    whole(name));
              } else {
                compareMessage(name, old, now);
              }
            });
  }

  private void compareMessage(String name, AvroSchema.Message old, AvroSchema.Message now) {
    if (old.oneWay() != now.oneWay()) {
      add(
          "message-one-way-changed",
          Optional.of(Severity.ERROR),
          SURE,
          name,
          "The message " + name + (now.oneWay() ? " has no response" : " has a response") + " now.",
          "Add a new message.",
          head(now.spot()),
          whole(name));
    }
    // The service reads requests by the new version, and its clients read responses by the old.
    open.add(
        new Pair(
            new AvroType.RecordType(name, new TreeSet<>(), old.request(), old.spot()),
            new AvroType.RecordType(name, new TreeSet<>(), now.request(), now.spot()),
            new Way(name, "", name, "", old.spot(), now.spot()),
            new Promise(Compatibility.BACKWARD)));
    Way way = new Way(name, " response", name, "", old.spot(), now.spot());
    compare(old.response(), now.response(), way, new Promise(Compatibility.FORWARD));
    compare(
        old.errors(),
        now.errors(),
        new Way(name, " errors", name, "", old.spot(), now.spot()),
        new Promise(Compatibility.DEFAULT));
  }

  /** Recurses no deeper than the text: records go to the queue. */
  private void compare(AvroType old, AvroType now, Way way, Promise promise) {
    if (old instanceof AvroType.Union || now instanceof AvroType.Union) {
      compareUnions(old, now, way, promise);
    } else if (old instanceof AvroType.Primitive was && now instanceof AvroType.Primitive is) {
      comparePrimitives(was, is, way, promise);
    } else if (old instanceof AvroType.Items was && now instanceof AvroType.Items is) {
      compare(was.items(), is.items(), way.into("[]"), promise);
    } else if (old instanceof AvroType.Values was && now instanceof AvroType.Values is) {
      compare(was.values(), is.values(), way.into("{}"), promise);
    } else if (old instanceof AvroType.Reference was && now instanceof AvroType.Reference is) {
      compareNamed(was, is, way, promise);
    } else {
      typeChanged(old, now, way);
    }
  }

  private void compareUnions(AvroType old, AvroType now, Way way, Promise promise) {
    UnionIndex olds = new UnionIndex(before, old);
    UnionIndex nows = new UnionIndex(after, now);
    boolean isOneType = !(old instanceof AvroType.Union);
    for (AvroType branch : branches(old)) {
      Optional<AvroType> same = nows.find(before, branch);
      if (same.isPresent()) {
        compare(branch, same.get(), way, promise);
      } else if (!Promotions.canRead(branch, nows)) {
        branchRemoved(branch, old, now, way, promise);
      }
    }
    List<AvroType> widened =
        branches(old).stream()
            .filter(branch -> nows.find(before, branch).isEmpty())
            .filter(branch -> Promotions.canRead(branch, nows))
            .toList();
    for (AvroType branch : branches(now)) {
      // A branch that takes the values of a narrower one is told as that.
      boolean isWidened = widened.stream().anyMatch(from -> Promotions.canRead(from, branch));
      if (!isWidened && olds.find(after, branch).isEmpty() && !Promotions.canRead(branch, olds)) {
        String added = text(branch);
        add(
            "union-branch-added",
            promise.oldReadersFail(),
            LIKELY,
            way.element() + " | " + added,
            capital(subject(way))
                + (added.equals("null") && isOneType
                    ? " may be null now, which readers of the old version cannot read."
                    : " may be "
                        + withArticle(added)
                        + " now, which readers of the old version cannot read."),
            "Bring the new version to all readers before it is written.",
            head(way.now()),
            touch(way));
      }
    }
    promotedInUnions(old, now, olds, nows, way, promise);
  }

  private void branchRemoved(
      AvroType branch, AvroType old, AvroType now, Way way, Promise promise) {
    String removed = text(branch);
    add(
        "union-branch-removed",
        promise.newReadersFail(),
        SURE,
        way.element() + " | " + removed,
        capital(subject(way))
            + " may not be "
            + (removed.equals("null") ? "null" : withArticle(removed))
            + " any more; it was "
            + text(old)
            + " and is "
            + text(now)
            + ".",
        "Keep " + removed + " in the union.",
        head(way.now()),
        touch(way));
  }

  /** Branches that take values of another type: the new readers can, the old ones maybe not. */
  private void promotedInUnions(
      AvroType old, AvroType now, UnionIndex olds, UnionIndex nows, Way way, Promise promise) {
    for (AvroType branch : branches(old)) {
      boolean isWidened = nows.find(before, branch).isEmpty() && Promotions.canRead(branch, nows);
      if (isWidened) {
        boolean canOldReadersRead =
            branches(now).stream()
                .filter(other -> Promotions.canRead(branch, other))
                .allMatch(
                    other ->
                        olds.find(after, other).isPresent() || Promotions.canRead(other, olds));
        add(
            "type-widened",
            canOldReadersRead ? promise.oldReadersMiss() : promise.oldReadersFail(),
            LIKELY,
            way.element() + " | " + text(branch),
            capital(subject(way)) + " was " + text(old) + " and is " + text(now) + ".",
            "Bring the new version to all readers before it is written.",
            head(way.now()),
            touch(way));
      }
    }
  }

  private void comparePrimitives(
      AvroType.Primitive old, AvroType.Primitive now, Way way, Promise promise) {
    if (old.name().equals(now.name())) {
      compareMeaning(old.logical(), now.logical(), way);
      return;
    }
    boolean canNewReadersRead = Promotions.canRead(old, now);
    boolean canOldReadersRead = Promotions.canRead(now, old);
    if (!canNewReadersRead && !canOldReadersRead) {
      typeChanged(old, now, way);
      return;
    }
    if (!canNewReadersRead) {
      add(
          "type-changed",
          promise.newReadersFail(),
          SURE,
          way.element(),
          capital(subject(way))
              + " was "
              + text(old)
              + " and is "
              + text(now)
              + ", which cannot hold all old values.",
          "Add a new field with the new type.",
          head(way.now()),
          touch(way));
    } else {
      add(
          "type-widened",
          canOldReadersRead ? promise.oldReadersMiss() : promise.oldReadersFail(),
          LIKELY,
          way.element(),
          capital(subject(way)) + " was " + text(old) + " and is " + text(now) + ".",
          "Bring the new version to all readers before it is written.",
          head(way.now()),
          touch(way));
    }
    if (!old.logical().isEmpty() || !now.logical().isEmpty()) {
      compareMeaning(old.logical(), now.logical(), way);
    }
  }

  private void compareMeaning(String old, String now, Way way) {
    if (old.equals(now)) {
      return;
    }
    boolean isError = isKnown(old) || isKnown(now);
    add(
        "logical-type-changed",
        Optional.of(isError ? Severity.ERROR : Severity.WARNING),
        LIKELY,
        way.element(),
        capital(subject(way))
            + " was "
            + (old.isEmpty() ? "without a logical type" : old)
            + " and is "
            + (now.isEmpty() ? "without one" : now)
            + ": the bytes are read, and mean something else.",
        "Add a new field with the new logical type.",
        head(way.now()),
        touch(way));
  }

  private static boolean isKnown(String logical) {
    return KNOWN_MEANINGS.contains(logical) || logical.startsWith("decimal(");
  }

  private void compareNamed(
      AvroType.Reference was, AvroType.Reference is, Way way, Promise promise) {
    AvroType.Named old = before.names().get(was.name());
    AvroType.Named now = after.names().get(is.name());
    if (old == null || now == null) {
      // Defined nowhere in the tree: only the names can be compared.
      if (!was.name().equals(is.name()) && old == null && now == null) {
        typeChanged(was, is, way);
      }
      return;
    }
    if (!old.kind().equals(now.kind())) {
      add(
          "type-changed",
          Optional.of(Severity.ERROR),
          SURE,
          way.element(),
          capital(subject(way))
              + " was the "
              + old.kind()
              + " "
              + old.name()
              + " and is the "
              + now.kind()
              + " "
              + now.name()
              + ".",
          "Add a new field with the new type.",
          head(way.now()),
          touch(way));
      return;
    }
    compareNames(old, now, way, promise);
    if (old instanceof AvroType.RecordType oldRecord
        && now instanceof AvroType.RecordType nowRecord) {
      if (seen.add(old.name() + " " + now.name() + " " + promise.compatibility())) {
        Way inside = new Way(old.name(), "", way.root(), way.path(), old.spot(), now.spot());
        open.add(new Pair(oldRecord, nowRecord, inside, promise));
      }
    } else if (old instanceof AvroType.EnumType oldEnum
        && now instanceof AvroType.EnumType nowEnum) {
      compareEnums(oldEnum, nowEnum, way, promise);
    } else if (old instanceof AvroType.FixedType oldFixed
        && now instanceof AvroType.FixedType nowFixed) {
      if (oldFixed.size() != nowFixed.size()) {
        add(
            "fixed-size-changed",
            Optional.of(Severity.ERROR),
            SURE,
            old.name(),
            old.name() + " had " + oldFixed.size() + " bytes and has " + nowFixed.size() + ".",
            "Add a new type with the new size.",
            head(now.spot()),
            touch(way));
      } else {
        compareMeaning(oldFixed.logical(), nowFixed.logical(), way);
      }
    }
  }

  private void compareNames(AvroType.Named old, AvroType.Named now, Way way, Promise promise) {
    if (old.name().equals(now.name())) {
      return;
    }
    boolean hasSameSimpleName = old.simpleName().equals(now.simpleName());
    if (now.aliases().contains(old.name())) {
      if (!hasSameSimpleName) {
        add(
            "type-renamed",
            promise.oldReadersDoNotKnowTheName(),
            LIKELY,
            old.name(),
            renaming(old, now) + ", which readers of the old version do not know.",
            "Keep the name.",
            head(now.spot()),
            touch(way));
      }
      return;
    }
    add(
        hasSameSimpleName ? "namespace-changed" : "type-renamed",
        hasSameSimpleName ? Optional.of(promise.namespaceChanged()) : Optional.of(Severity.ERROR),
        LIKELY,
        old.name(),
        renaming(old, now) + " without an alias.",
        "Give it the alias " + old.name() + ", or keep the name.",
        head(now.spot()),
        touch(way));
  }

  private static String renaming(AvroType.Named old, AvroType.Named now) {
    return "The " + old.kind() + " " + old.name() + " is called " + now.name() + " now";
  }

  private void compareEnums(
      AvroType.EnumType old, AvroType.EnumType now, Way way, Promise promise) {
    SortedSet<String> removed = new TreeSet<>(old.symbols());
    removed.removeAll(now.symbols());
    for (String symbol : removed) {
      add(
          "enum-symbol-removed",
          now.fallback().isPresent() ? promise.newReadersMiss() : promise.newReadersFail(),
          SURE,
          old.name() + " " + symbol,
          "The symbol "
              + symbol
              + " of "
              + old.name()
              + " is gone"
              + now.fallback().map(it -> "; it is read as " + it + " now.").orElse("."),
          "Keep the symbol: it is in what was written.",
          head(now.spot()),
          touch(way));
    }
    if (old.fallback().isEmpty()) {
      SortedSet<String> added = new TreeSet<>(now.symbols());
      added.removeAll(old.symbols());
      for (String symbol : added) {
        add(
            "enum-symbol-added",
            promise.oldReadersFail(),
            LIKELY,
            old.name() + " " + symbol,
            old.name()
                + " has a new symbol "
                + symbol
                + ", which readers of the old version cannot read.",
            "Bring the new version to all readers before it is written.",
            head(now.spot()),
            touch(way));
      }
    } else if (!old.fallback().equals(now.fallback())) {
      add(
          "enum-default-changed",
          Optional.of(now.fallback().isPresent() ? Severity.NOTE : Severity.WARNING),
          LIKELY,
          old.name(),
          "The default of "
              + old.name()
              + " was "
              + old.fallback().orElseThrow()
              + " and is "
              + now.fallback().orElse("none")
              + ".",
          "Keep the default.",
          head(now.spot()),
          touch(way));
    }
  }

  private void compareFields(Pair pair) {
    Map<String, AvroType.Field> olds = pair.old().fields();
    Set<String> taken = new HashSet<>();
    List<AvroType.Field> added = new ArrayList<>();
    for (AvroType.Field now : pair.now().fields().values()) {
      AvroType.Field old = olds.get(now.name());
      if (old == null) {
        old =
            now.aliases().stream()
                .map(olds::get)
                .filter(candidate -> candidate != null)
                .filter(candidate -> !pair.now().fields().containsKey(candidate.name()))
                .findFirst()
                .orElse(null);
      }
      if (old == null) {
        added.add(now);
      } else {
        taken.add(old.name());
        compareField(pair, old, now);
      }
    }
    Map<String, AvroType.Field> removed = new TreeMap<>(olds);
    removed.keySet().removeAll(taken);
    Map<String, AvroType.Field> bySpelling = new HashMap<>();
    removed.values().forEach(old -> bySpelling.putIfAbsent(letters(old.name()), old));
    added.removeIf(
        now -> {
          AvroType.Field old = bySpelling.remove(letters(now.name()));
          if (old != null) {
            removed.remove(old.name());
            respelled(pair, old, now);
          }
          return old != null;
        });
    for (AvroType.Field now : added) {
      if (now.defaultValue().isEmpty()) {
        Way way = field(pair, now.name(), now, now);
        add(
            "field-added-without-default",
            pair.promise().newReadersFail(),
            SURE,
            way.element(),
            "The field "
                + now.name()
                + " of "
                + pair.old().name()
                + " is new and has no default, so nothing that was written before can be read.",
            "Give it a default.",
            head(now.spot()),
            touch(way));
      } else {
        checkDefault(pair, now);
      }
    }
    for (AvroType.Field old : removed.values()) {
      Way way = field(pair, old.name(), old, old);
      boolean hasDefault = old.defaultValue().isPresent();
      add(
          "field-removed",
          hasDefault ? pair.promise().oldReadersMiss() : pair.promise().oldReadersAreLost(),
          SURE,
          way.element(),
          "The field "
              + old.name()
              + " of "
              + pair.old().name()
              + " is gone; readers of the old version "
              + (hasDefault ? "see its default only." : "cannot read without it."),
          hasDefault
              ? "Make sure that no reader needs it."
              : "Give it a default first, and remove it when all readers have that.",
          base(old.spot()),
          touch(way));
    }
  }

  /** A name that is written another way is the same field to people, and another one to Avro. */
  private void respelled(Pair pair, AvroType.Field old, AvroType.Field now) {
    Way way = field(pair, old.name(), old, now);
    add(
        "field-renamed",
        Optional.of(Severity.ERROR),
        LIKELY,
        way.element(),
        "The field "
            + old.name()
            + " of "
            + pair.old().name()
            + " is called "
            + now.name()
            + " now without an alias, so its values are lost.",
        "Give it the alias " + old.name() + ", or keep the name.",
        head(now.spot()),
        touch(way));
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private void compareField(Pair pair, AvroType.Field old, AvroType.Field now) {
    Way way = field(pair, old.name(), old, now);
    if (!old.name().equals(now.name()) && old.defaultValue().isEmpty()) {
      add(
          "field-renamed",
          pair.promise().oldReadersDoNotKnowTheName(),
          LIKELY,
          way.element(),
          "The field "
              + old.name()
              + " of "
              + pair.old().name()
              + " is called "
              + now.name()
              + " now, which readers of the old version do not know.",
          "Keep the name.",
          head(now.spot()),
          touch(way));
    }
    if (old.defaultValue().isPresent() && now.defaultValue().isEmpty()) {
      add(
          "default-removed",
          pair.promise().newReadersMiss(),
          LIKELY,
          way.element(),
          "The field "
              + old.name()
              + " of "
              + pair.old().name()
              + " has no default any more, so what was written without it cannot be read.",
          "Keep the default.",
          head(now.spot()),
          touch(way));
    } else if (old.defaultValue().isPresent()
        && !old.defaultValue()
            .get()
            .canonical()
            .equals(now.defaultValue().orElseThrow().canonical())) {
      add(
          "default-changed",
          Optional.of(Severity.NOTE),
          LIKELY,
          way.element(),
          "The default of " + old.name() + " of " + pair.old().name() + " is another.",
          "Make sure that readers can live with it.",
          head(now.spot()),
          touch(way));
    }
    boolean wasValid =
        old.defaultValue().isEmpty() || beforeDefaults.fits(old.type(), old.defaultValue().get());
    if (wasValid) {
      checkDefault(pair, now);
    }
    compare(old.type(), now.type(), way, pair.promise());
  }

  private void checkDefault(Pair pair, AvroType.Field now) {
    if (now.defaultValue().isPresent()
        && !afterDefaults.fits(now.type(), now.defaultValue().get())) {
      Way way = field(pair, now.name(), now, now);
      add(
          "default-invalid",
          Optional.of(Severity.ERROR),
          LIKELY,
          way.element(),
          "The default of "
              + now.name()
              + " of "
              + pair.old().name()
              + " is no value of its type, so no reader takes the schema.",
          "Give it a default of its type.",
          head(now.spot()),
          touch(way));
    }
  }

  private void typeChanged(AvroType old, AvroType now, Way way) {
    add(
        "type-changed",
        Optional.of(Severity.ERROR),
        SURE,
        way.element(),
        capital(subject(way)) + " was " + text(old) + " and is " + text(now) + ".",
        "Add a new field with the new type.",
        head(way.now()),
        touch(way));
  }

  private static Way field(Pair pair, String name, AvroType.Field old, AvroType.Field now) {
    Way way = pair.way();
    String path = way.path().isEmpty() ? name : way.path() + "." + name;
    return new Way(way.owner(), way.part() + "." + name, way.root(), path, old.spot(), now.spot());
  }

  private static List<AvroType> branches(AvroType type) {
    return type instanceof AvroType.Union union ? union.branches() : List.of(type);
  }

  private static String text(AvroType type) {
    if (type instanceof AvroType.Primitive primitive) {
      return primitive.logical().isEmpty() ? primitive.name() : primitive.logical();
    }
    if (type instanceof AvroType.Items) {
      return "array";
    }
    if (type instanceof AvroType.Values) {
      return "map";
    }
    if (type instanceof AvroType.Union union) {
      String few =
          union.branches().stream()
              .limit(MOST_TOLD)
              .map(SchemaComparison::text)
              .collect(Collectors.joining(", ", "[", ""));
      return few + (union.branches().size() > MOST_TOLD ? ", ...]" : "]");
    }
    return ((AvroType.Reference) type).name();
  }

  private static String subject(Way way) {
    return way.part().startsWith(".")
        ? "the field " + way.part().substring(1) + " of " + way.owner()
        : way.element();
  }

  private static String withArticle(String word) {
    return word.equals("null")
        ? word
        : word.startsWith("a") || word.startsWith("i") ? "an " + word : "a " + word;
  }

  private static String capital(String text) {
    return text.startsWith("the ") ? "T" + text.substring(1) : text;
  }

  private static Place base(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.MERGE_BASE);
  }

  private static Place head(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.HEAD);
  }

  private static Touch whole(String operation) {
    return new Touch(operation, Touch.Part.WHOLE, "");
  }

  private static Touch touch(Way way) {
    return way.path().isEmpty()
        ? whole(way.root())
        : new Touch(way.root(), Touch.Part.RESPONSE_FIELD, way.path());
  }

  /** Of changes with the same rule and element the worst counts. */
  private void add(
      String rule,
      Optional<Severity> severity,
      double confidence,
      String element,
      String message,
      String mend,
      Place place,
      Touch touch) {
    if (severity.isEmpty()) {
      return;
    }
    Change change =
        new Change(
            "avro." + rule,
            severity.get(),
            confidence,
            element,
            message,
            mend,
            place,
            Optional.of(touch));
    changes.merge(
        element + " " + change.rule(),
        change,
        (one, other) -> other.severity().compareTo(one.severity()) > 0 ? other : one);
  }
}
