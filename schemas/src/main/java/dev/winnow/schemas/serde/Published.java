package dev.winnow.schemas.serde;

import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record type and the subject that its schema is registered under.
 *
 * @param type the generated class
 * @param subject the subject
 * @param schema the schema that the class was generated from
 * @param model Avro's data model of the class, with the conversions of its logical types
 * @param <T> the record
 */
public record Published<T extends SpecificRecord>(
    Class<T> type, String subject, Schema schema, SpecificData model) {
  public Published {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(model, "model");
  }

  /**
   * Ties a generated class to a subject.
   *
   * @param type the generated class
   * @param subject the subject
   * @param <T> the record
   */
  public static <T extends SpecificRecord> Published<T> of(Class<T> type, String subject) {
    SpecificData model = SpecificData.getForClass(type);
    return new Published<>(type, subject, model.getSchema(type), model);
  }

  /**
   * Returns the full name of a record: namespace and name.
   *
   * @param type its generated class
   */
  public static String fullName(Class<? extends SpecificRecord> type) {
    return SpecificData.getForClass(type).getSchema(type).getFullName();
  }
}
