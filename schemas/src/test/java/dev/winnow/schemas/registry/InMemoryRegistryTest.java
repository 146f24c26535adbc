package dev.winnow.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class InMemoryRegistryTest {
  private static final Schema X =
      SchemaBuilder.record("Point").fields().requiredInt("x").endRecord();
  private static final Schema XY =
      SchemaBuilder.record("Point").fields().requiredInt("x").requiredInt("y").endRecord();

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Test
  void shouldGiveOneSchemaOneIdUnderEverySubject() {
    int id = registry.register("a", X);

    assertThat(registry.register("a", X)).isEqualTo(id);
    assertThat(registry.register("b", X)).isEqualTo(id);
    assertThat(registry.register("c", XY)).isNotEqualTo(id);
    assertThat(registry.byId(id)).isEqualTo(X);
  }

  @Test
  void shouldRefuseAFieldWithoutDefault() {
    registry.register("a", X);

    assertThat(registry.isCompatible("a", XY)).isFalse();
    assertThat(registry.isCompatible("b", XY)).isTrue();
    assertThatThrownBy(() -> registry.register("a", XY))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("subject a")
        .hasMessageContaining("y");
  }

  @Test
  void shouldRefuseAnIdThatItNeverGave() {
    assertThatThrownBy(() -> registry.byId(0)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(RegistryException.class);
  }
}
