package dev.winnow.schemas.serde;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * A generated record that can read itself, which takes a fraction of what {@link
 * org.apache.avro.specific.SpecificDatumReader} takes: no tree of readers, no boxes, no fields by
 * number. Only for bytes that were written with the very layout of the record's own schema; what
 * another version wrote is resolved by Avro.
 *
 * <p>Avro's own generated coders leave out records with logical types. The method comes from the
 * template {@code src/main/templates/record.vm}, which adds it to what Avro's has.
 */
public abstract class ReadableRecord extends SpecificRecordBase {
  /** For generated records. */
  protected ReadableRecord() {}

  /**
   * Reads all fields, in the order of the schema.
   *
   * @throws RuntimeException if the bytes are not such a record, see {@link RecordBytes}
   */
  protected abstract void readFields(RecordBytes in);
}
