package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.Compatibility;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.schemas.registry.RegistryException;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** What Winnow asks of any registry, seen through its client. */
abstract class RegistryContract {
  // Another name for each test, so that a registry which outlives one is no hindrance.
  private final String name = "contract-" + UUID.randomUUID();
  private final Schema first = point().endRecord();
  private final Schema second = point().optionalInt("y").endRecord();
  private final Schema incompatible = point().requiredInt("z").endRecord();

  /** Returns the registry's base URL. */
  abstract String url();

  private SchemaBuilder.FieldAssembler<Schema> point() {
    return SchemaBuilder.record("Point")
        .namespace("contract.n" + name.substring(9).replace("-", ""))
        .fields()
        .requiredInt("x");
  }

  /** Returns a client that remembers nothing. */
  private RegistryClient client() {
    return new RegistryClient(RegistryConfig.of(Map.of(RegistryConfig.URL, url())));
  }

  @Test
  void shouldFindASchemaByTheIdThatAnotherClientGot() {
    int id = client().register(name, first);

    assertThat(client().byId(id)).isEqualTo(first);
  }

  @Test
  void shouldGiveTheSameIdWhenASchemaIsRegisteredAgain() {
    int id = client().register(name, first);

    assertThat(client().register(name, first)).isEqualTo(id);
    assertThat(client().register(name + "-other", first)).isEqualTo(id);
    assertThat(client().versions(name)).hasSize(1);
  }

  @Test
  void shouldKeepBothVersionsWhenASchemaEvolves() {
    int before = client().register(name, first);
    int after = client().register(name, second);

    assertThat(after).isNotEqualTo(before);
    assertThat(client().versions(name)).containsExactly(1, 2);
    assertThat(client().byId(before)).isEqualTo(first);
    assertThat(client().byId(after)).isEqualTo(second);
    assertThat(client().subjects()).contains(name);
  }

  @Test
  void shouldAskNewSubjectsForTransitiveCompatibility() {
    client().register(name, first);

    assertThat(client().compatibility(name)).contains(Compatibility.BACKWARD_TRANSITIVE);
  }

  @Test
  void shouldLeaveTheLevelThatASubjectHas() {
    client().setCompatibility(name, Compatibility.FULL);
    client().register(name, first);

    assertThat(client().compatibility(name)).contains(Compatibility.FULL);
  }

  @Test
  void shouldRefuseASchemaThatCannotReadTheOneBefore() {
    client().register(name, first);

    assertThat(client().isCompatible(name, second)).isTrue();
    assertThat(client().isCompatible(name, incompatible)).isFalse();
    assertThat(client().breaks(name, incompatible)).isNotEmpty();
    assertThatThrownBy(() -> client().register(name, incompatible))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(409))
        .hasMessageContaining("/subjects/" + name);
    assertThat(client().versions(name)).containsExactly(1);
  }

  @Test
  void shouldRefuseASchemaThatCannotReadTheFirst() {
    // It reads the second, which has y; the first has no y, and this has no default for it.
    Schema third = point().name("y").type().nullable().intType().noDefault().endRecord();
    client().register(name, first);
    client().register(name, second);

    assertThat(client().isCompatible(name, third)).isFalse();
    assertThatThrownBy(() -> client().register(name, third)).isInstanceOf(RegistryException.class);
  }

  @Test
  void shouldTakeAnythingForASubjectThatDoesNotExist() {
    assertThat(client().isCompatible(name, incompatible)).isTrue();
    assertThat(client().versions(name)).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoSuchSchema() {
    assertThatThrownBy(() -> client().byId(987_654_321))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(40403));
  }

  @Test
  void shouldTakeNamesWithSpecialCharacters() {
    String special = name + " ä+%41";
    int id = client().register(special, first);

    assertThat(client().versions(special)).containsExactly(1);
    assertThat(client().subjects()).contains(special);
    assertThat(client().register(special, first)).isEqualTo(id);
  }

  @Test
  void shouldServeEverySchemaOfWinnow() {
    Topic<String, Leaderboard> written = new Topics(client()).leaderboards();
    Leaderboard board = Boards.one();
    byte[] bytes = written.value().serializer().serialize(written.name(), board);

    Topic<String, Leaderboard> read = new Topics(client()).leaderboards();
    assertThat(read.value().deserializer().deserialize(read.name(), bytes)).isEqualTo(board);
    var state = new Topics(client()).state(DiffStatistics.class);
    byte[] diff = state.serializer().serialize("store", new DiffStatistics(1, 2, 3));
    assertThat(state.deserializer().deserialize("store", diff))
        .isEqualTo(new DiffStatistics(1, 2, 3));
    assertThat(client().subjects())
        .contains("winnow.leaderboards-value", "dev.winnow.schemas.DiffStatistics");
  }
}
