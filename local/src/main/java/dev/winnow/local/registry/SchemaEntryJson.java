package dev.winnow.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.local.registry.SchemaEntry.Level;
import dev.winnow.local.registry.SchemaEntry.Version;
import dev.winnow.schemas.registry.Compatibility;
import java.util.Optional;

/**
 * Entries as keys and values of a compacted topic: JSON, with the names that Confluent's registry
 * has for them in its topic.
 */
final class SchemaEntryJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VERSION = "SCHEMA";
  private static final String LEVEL = "CONFIG";

  private SchemaEntryJson() {}

  /** Returns what two entries have in common if the later one replaces the earlier. */
  static String key(SchemaEntry entry) {
    ObjectNode key = MAPPER.createObjectNode();
    if (entry instanceof Version version) {
      key.put("keytype", VERSION);
      key.put("subject", version.subject());
      key.put("version", version.version());
      key.put("magic", 1);
    } else if (entry instanceof Level level) {
      key.put("keytype", LEVEL);
      key.put("subject", level.subject().orElse(null));
      key.put("magic", 0);
    }
    return key.toString();
  }

  static String value(SchemaEntry entry) {
    ObjectNode value = MAPPER.createObjectNode();
    if (entry instanceof Version version) {
      value.put("subject", version.subject());
      value.put("version", version.version());
      value.put("id", version.id());
      value.put("schema", version.schema());
      value.put("deleted", false);
    } else if (entry instanceof Level level) {
      value.put("compatibilityLevel", level.level().name());
    }
    return value.toString();
  }

  /**
   * Reads an entry back.
   *
   * @return empty for a kind of entry that this registry does not know
   * @throws IllegalArgumentException if the entry is of a known kind and not whole
   */
  static Optional<SchemaEntry> read(String key, String value) {
    JsonNode keys;
    JsonNode values;
    try {
      keys = MAPPER.readTree(key);
      values = MAPPER.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + key, e);
    }
    return switch (keys.path("keytype").asText()) {
      case VERSION ->
          Optional.of(
              new Version(
                  required(keys, "subject").asText(),
                  required(keys, "version").asInt(),
                  required(values, "id").asInt(),
                  required(values, "schema").asText()));
      case LEVEL ->
          Optional.of(
              new Level(
                  Optional.ofNullable(keys.path("subject").textValue()),
                  Compatibility.valueOf(required(values, "compatibilityLevel").asText())));
      default -> Optional.empty();
    };
  }

  private static JsonNode required(JsonNode node, String field) {
    if (!node.hasNonNull(field)) {
      throw new IllegalArgumentException("no " + field + " in " + node);
    }
    return node.get(field);
  }
}
