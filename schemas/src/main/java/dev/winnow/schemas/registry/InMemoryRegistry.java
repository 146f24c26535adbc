package dev.winnow.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry that lives and dies with the process: for tests of topologies and of serdes. */
public final class InMemoryRegistry implements SchemaRegistry {
  private static final Compatibility LEVEL = Compatibility.BACKWARD_TRANSITIVE;

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Schema>> subjects = new HashMap<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    List<Schema> versions = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
    if (!versions.contains(schema)) {
      List<String> breaks = LEVEL.check(schema, versions);
      if (!breaks.isEmpty()) {
        throw new RegistryException(
            409, "schema of subject %s is not %s: %s".formatted(subject, LEVEL, breaks));
      }
      versions.add(schema);
    }
    int index = schemas.indexOf(schema);
    if (index < 0) {
      schemas.add(schema);
      return schemas.size();
    }
    return index + 1;
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new RegistryException(40403, "no schema has the id " + id);
    }
    return schemas.get(id - 1);
  }

  @Override
  public synchronized boolean isCompatible(String subject, Schema schema) {
    return LEVEL.check(schema, subjects.getOrDefault(subject, List.of())).isEmpty();
  }
}
