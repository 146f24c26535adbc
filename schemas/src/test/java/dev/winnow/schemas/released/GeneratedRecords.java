package dev.winnow.schemas.released;

import dev.winnow.schemas.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The records that this build generates. */
public final class GeneratedRecords {
  private GeneratedRecords() {}

  /**
   * Returns the records that are in no other record, by simple name. Those are the ones that topics
   * and stores carry; the others travel, and are checked, inside them.
   */
  static Map<String, Schema> roots() throws Exception {
    Map<String, Schema> all = all();
    Set<String> nested = new TreeSet<>();
    for (Schema schema : all.values()) {
      schema.getFields().forEach(field -> collectRecords(field.schema(), nested));
    }
    Map<String, Schema> roots = new TreeMap<>(all);
    roots.keySet().removeAll(nested);
    return roots;
  }

  private static Map<String, Schema> all() throws Exception {
    Map<String, Schema> found = new TreeMap<>();
    for (Class<? extends SpecificRecord> type : types()) {
      found.put(type.getSimpleName(), SpecificData.get().getSchema(type));
    }
    return found;
  }

  /** Returns the classes of all of them, by name. */
  public static List<Class<? extends SpecificRecord>> types() throws Exception {
    Path classes = Path.of(Task.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = classes.resolve(Task.class.getPackageName().replace('.', '/'));
    List<Class<? extends SpecificRecord>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder).sorted()) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.equals("package-info.class")) {
          Class<?> type =
              Class.forName(
                  Task.class.getPackageName() + "." + name.substring(0, name.length() - 6));
          if (SpecificRecord.class.isAssignableFrom(type)) {
            found.add(type.asSubclass(SpecificRecord.class));
          }
        }
      }
    }
    return found;
  }

  private static void collectRecords(Schema schema, Set<String> names) {
    switch (schema.getType()) {
      case ARRAY -> collectRecords(schema.getElementType(), names);
      case MAP -> collectRecords(schema.getValueType(), names);
      case UNION -> schema.getTypes().forEach(each -> collectRecords(each, names));
      case RECORD -> names.add(schema.getName());
      default -> {}
    }
  }
}
