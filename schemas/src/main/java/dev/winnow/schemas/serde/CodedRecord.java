package dev.winnow.schemas.serde;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * A generated record that can read and write itself, which takes a fraction of what {@link
 * org.apache.avro.specific.SpecificDatumReader} and {@link
 * org.apache.avro.specific.SpecificDatumWriter} take: no tree of readers, no boxes, no fields by
 * number. It reads bytes only that were written with the very layout of its own schema; what
 * another version wrote is resolved by Avro.
 *
 * <p>Avro's own generated coders leave out records with logical types. The methods come from the
 * template {@code src/main/templates/record.vm}, which adds them to what Avro's has.
 */
public abstract class CodedRecord extends SpecificRecordBase {
  /** For generated records. */
  protected CodedRecord() {}

  /**
   * Reads all fields, in the order of the schema.
   *
   * @throws RuntimeException if the bytes are not such a record, see {@link RecordBytes}
   */
  protected abstract void readFields(RecordBytes in);

  /**
   * Writes all fields, in the order of the schema.
   *
   * @throws RuntimeException if a value is missing or does not fit its schema, and half of the
   *     record may be written then
   */
  protected abstract void writeFields(RecordOutput out);
}
