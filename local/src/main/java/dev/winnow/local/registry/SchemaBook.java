package dev.winnow.local.registry;

import dev.winnow.local.registry.SchemaEntry.Level;
import dev.winnow.local.registry.SchemaEntry.Version;
import dev.winnow.schemas.registry.Compatibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What a registry knows, without network and disk. It changes by {@link #apply} alone, so that
 * applying the same entries again gives the same book. One thread at a time.
 */
final class SchemaBook {
  /** The level of subjects that have none of their own, until another is set. */
  static final Compatibility DEFAULT_LEVEL = Compatibility.BACKWARD_TRANSITIVE;

  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, String> schemas = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private Compatibility globalLevel = DEFAULT_LEVEL;
  private int lastId;

  /** What becomes of a schema that someone wants to register. */
  sealed interface Decision {
    /** The subject has it already. */
    record Known(Version version) implements Decision {}

    /** It fits; the entry is to be kept and then applied. */
    record Fits(Version version) implements Decision {}

    /** It does not fit, for these reasons. */
    record Refused(List<String> breaks) implements Decision {}
  }

  /**
   * Takes note of a fact.
   *
   * @param entry the fact; the same subject and version again replaces the one before
   */
  void apply(SchemaEntry entry) {
    if (entry instanceof Version version) {
      List<Version> versions = subjects.computeIfAbsent(version.subject(), s -> new ArrayList<>());
      versions.removeIf(each -> each.version() == version.version());
      versions.add(version);
      schemas.put(version.id(), version.schema());
      ids.putIfAbsent(version.schema(), version.id());
      lastId = Math.max(lastId, version.id());
    } else if (entry instanceof Level level) {
      if (level.subject().isPresent()) {
        levels.put(level.subject().get(), level.level());
      } else {
        globalLevel = level.level();
      }
    }
  }

  /**
   * Decides about a schema and changes nothing.
   *
   * @param subject the subject
   * @param schema the schema
   */
  Decision decide(String subject, Schema schema) {
    Optional<Version> known = find(subject, schema);
    if (known.isPresent()) {
      return new Decision.Known(known.get());
    }
    List<String> breaks = check(subject, schema);
    if (!breaks.isEmpty()) {
      return new Decision.Refused(breaks);
    }
    String text = schema.toString();
    int id = ids.getOrDefault(text, lastId + 1);
    int version = latest(subject).map(each -> each.version() + 1).orElse(1);
    return new Decision.Fits(new Version(subject, version, id, text));
  }

  /** Checks a schema against what the subject's level asks of it. */
  List<String> check(String subject, Schema schema) {
    return level(subject).check(schema, versions(subject).stream().map(SchemaBook::parse).toList());
  }

  /** Checks a schema against one version, in the direction that the subject's level asks for. */
  List<String> check(Version version, Schema schema) {
    return level(version.subject()).check(schema, List.of(parse(version)));
  }

  /** Returns the version of a subject that has this very schema. */
  Optional<Version> find(String subject, Schema schema) {
    String text = schema.toString();
    return versions(subject).stream().filter(each -> each.schema().equals(text)).findFirst();
  }

  /** Returns a subject's versions, oldest first; none if there is no such subject. */
  List<Version> versions(String subject) {
    return List.copyOf(subjects.getOrDefault(subject, List.of()));
  }

  Optional<Version> version(String subject, int number) {
    return versions(subject).stream().filter(each -> each.version() == number).findFirst();
  }

  Optional<Version> latest(String subject) {
    List<Version> versions = versions(subject);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  Optional<String> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** Returns the names of all subjects, sorted. */
  List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  Compatibility globalLevel() {
    return globalLevel;
  }

  /** Returns the level that a subject has of its own. */
  Optional<Compatibility> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  private Compatibility level(String subject) {
    return ownLevel(subject).orElse(globalLevel);
  }

  private static Schema parse(Version version) {
    return new Schema.Parser().parse(version.schema());
  }
}
