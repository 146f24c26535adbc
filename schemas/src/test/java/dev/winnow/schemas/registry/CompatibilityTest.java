package dev.winnow.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  // Each reads the one before it, but the third does not read the first.
  private static final Schema FIRST =
      SchemaBuilder.record("R").fields().requiredInt("x").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("R").fields().requiredInt("x").optionalInt("y").endRecord();
  private static final Schema THIRD =
      SchemaBuilder.record("R")
          .fields()
          .requiredInt("x")
          .name("y")
          .type()
          .unionOf()
          .nullType()
          .and()
          .intType()
          .endUnion()
          .noDefault()
          .endRecord();

  @Test
  void shouldLookAtTheLastOnlyWhenItIsNotTransitive() {
    List<Schema> earlier = List.of(FIRST, SECOND);

    assertThat(Compatibility.BACKWARD.check(THIRD, earlier)).isEmpty();
    assertThat(Compatibility.BACKWARD_TRANSITIVE.check(THIRD, earlier))
        .singleElement()
        .asString()
        .startsWith("cannot read version 1:")
        .contains("y");
  }

  @Test
  void shouldLookTheOtherWayWhenItIsForward() {
    Schema narrower = SchemaBuilder.record("R").fields().optionalInt("y").endRecord();

    assertThat(Compatibility.BACKWARD.check(narrower, List.of(FIRST))).isEmpty();
    assertThat(Compatibility.FORWARD.check(narrower, List.of(FIRST))).hasSize(1);
    assertThat(Compatibility.FULL.check(narrower, List.of(FIRST))).hasSize(1);
    assertThat(Compatibility.FULL_TRANSITIVE.check(narrower, List.of(FIRST, FIRST))).hasSize(2);
    assertThat(Compatibility.FORWARD_TRANSITIVE.check(narrower, List.of(FIRST, FIRST))).hasSize(2);
  }

  @Test
  void shouldAskNothingWhenItIsNone() {
    assertThat(Compatibility.NONE.check(Schema.create(Schema.Type.INT), List.of(FIRST, SECOND)))
        .isEmpty();
  }
}
