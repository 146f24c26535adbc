package dev.winnow.local.registry;

import dev.winnow.schemas.registry.Compatibility;
import java.util.Optional;

/** One fact that a registry keeps. Its facts in order are all that it knows. */
sealed interface SchemaEntry {
  /**
   * A schema was registered.
   *
   * @param subject the subject
   * @param version number of the schema in its subject, from 1
   * @param id number of the schema in the registry, from 1
   * @param schema the schema as JSON
   */
  record Version(String subject, int version, int id, String schema) implements SchemaEntry {}

  /**
   * A compatibility level was set.
   *
   * @param subject the subject; empty for the level of subjects that have none of their own
   * @param level the level
   */
  record Level(Optional<String> subject, Compatibility level) implements SchemaEntry {}
}
