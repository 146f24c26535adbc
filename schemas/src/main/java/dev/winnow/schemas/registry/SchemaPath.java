package dev.winnow.schemas.registry;

import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;

/** Turns Avro's pointers into a schema, {@code /fields/3/type/items}, into names of fields. */
final class SchemaPath {
  private SchemaPath() {}

  /**
   * Names the field that a pointer leads to.
   *
   * @param schema the schema that the pointer starts in
   * @param pointer a JSON pointer, as Avro's compatibility check gives it
   * @return such as {@code Verdict.kept[].diff.insertions}
   */
  static String of(Schema schema, String pointer) {
    StringBuilder path = new StringBuilder(schema.getName());
    Schema here = schema;
    Iterator<String> tokens = List.of(pointer.split("/")).iterator();
    while (tokens.hasNext()) {
      String token = tokens.next();
      if (token.equals("fields") && tokens.hasNext()) {
        Schema.Field field = here.getFields().get(Integer.parseInt(tokens.next()));
        path.append('.').append(field.name());
        here = field.schema();
      } else if (token.equals("items")) {
        path.append("[]");
        here = here.getElementType();
      } else if (token.equals("values")) {
        path.append("{}");
        here = here.getValueType();
      } else if (here.getType() == Schema.Type.UNION && isIndex(token, here.getTypes().size())) {
        here = here.getTypes().get(Integer.parseInt(token));
      }
      // Others, such as type, name and symbols, stay at the same field.
    }
    return path.toString();
  }

  private static boolean isIndex(String token, int size) {
    return token.matches("\\d{1,4}") && Integer.parseInt(token) < size;
  }
}
