package dev.winnow.schemas.serde;

import org.apache.avro.Conversion;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that the generated records may be named in schemas.
 *
 * <p>From 1.12.2 on Avro loads no class that a schema names unless it was told to trust it, and it
 * asks even when the builder of a generated record fills in a default. That can happen before any
 * other class of Winnow was loaded. Avro does ask for services of {@link Conversion} whenever a
 * generated class is initialised, so the trust is given by being one: a conversion for a logical
 * type that no schema has. The alternatives, a system property on every command line or a copy of
 * Avro's code template, are easy to forget and costly to keep.
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {
  private static final String PACKAGE = "dev.winnow.schemas";

  static {
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(before, TrustedRecords::isRecordOfOurs));
  }

  /** For Java's service loader. */
  public TrustedRecords() {}

  @Override
  public Class<TrustedRecords> getConvertedType() {
    return TrustedRecords.class;
  }

  @Override
  public String getLogicalTypeName() {
    return "winnow-trusted-records";
  }

  private static boolean isRecordOfOurs(Class<?> type) {
    return type.getPackageName().equals(PACKAGE)
        && (type.isEnum() || SpecificRecord.class.isAssignableFrom(type));
  }
}
