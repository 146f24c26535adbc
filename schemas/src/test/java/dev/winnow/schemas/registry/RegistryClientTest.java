package dev.winnow.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("dev.winnow.test.Point").fields().requiredInt("x").endRecord();
  private static final String HAS_LEVEL = "{\"compatibilityLevel\":\"FULL\"}";
  private static final String NO_LEVEL = "{\"error_code\":40408,\"message\":\"no level\"}";

  private final ScriptedServer server = ScriptedServer.start();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private RegistryClient client(String... config) {
    Map<String, String> map = new HashMap<>();
    map.put("schema.registry.url", server.url());
    for (int i = 0; i < config.length; i += 2) {
      map.put(config[i], config[i + 1]);
    }
    return new RegistryClient(RegistryConfig.of(map), pauses::add);
  }

  @Test
  void shouldSetTheLevelBeforeItRegistersWhenTheSubjectHasNone() {
    server.answer(404, NO_LEVEL).answer(200, "{}").answer(200, "{\"id\":7}");

    int id = client().register("a b/c-value", SCHEMA);

    assertThat(id).isEqualTo(7);
    assertThat(server.lines())
        .containsExactly(
            "GET /config/a%20b%2Fc-value",
            "PUT /config/a%20b%2Fc-value", "POST /subjects/a%20b%2Fc-value/versions");
    assertThat(server.requests().get(1).body())
        .isEqualTo("{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(server.requests().get(2).body()).contains("\"schema\":\"{\\\"type\\\"");
  }

  @Test
  void shouldLeaveTheLevelAloneWhenTheSubjectHasOne() {
    server.answer(200, HAS_LEVEL).answer(200, "{\"id\":7}");

    client().register("s", SCHEMA);

    assertThat(server.lines()).containsExactly("GET /config/s", "POST /subjects/s/versions");
  }

  @Test
  void shouldAskOnceWhenTheSameIsAskedTwice() {
    server
        .answer(200, HAS_LEVEL)
        .answer(200, "{\"id\":7}")
        .answer(200, "{\"schema\":\"{\\\"type\\\":\\\"int\\\"}\"}");
    RegistryClient client = client();

    client.register("s", SCHEMA);
    client.register("s", SCHEMA);
    assertThat(client.byId(7)).isEqualTo(SCHEMA);
    client.byId(8);
    assertThat(client.byId(8)).isEqualTo(Schema.create(Schema.Type.INT));

    assertThat(server.lines())
        .containsExactly("GET /config/s", "POST /subjects/s/versions", "GET /schemas/ids/8");
  }

  @Test
  void shouldTryAgainWithLongerPausesWhenTheServerFails() {
    server
        .answer(503, "")
        .answer(500, "<html>")
        .answer(429, "{\"error_code\":42901,\"message\":\"slow down\"}")
        .answer(200, "[\"s\"]");

    assertThat(client().subjects()).containsExactly("s");
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void shouldThrowTheRetriableExceptionWhenTriesRunOut() {
    server.answer(500, "").answer(500, "{\"error_code\":50001,\"message\":\"store is down\"}");

    assertThatThrownBy(() -> client("schema.registry.request.retries", "1").byId(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("after 2 tries")
        .hasMessageContaining("50001: store is down");
    assertThat(server.lines()).hasSize(2);
  }

  @Test
  void shouldUseTheNextServerWhenOneDoesNotAnswer() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    server.answer(200, "[]").answer(200, "[]");
    RegistryClient client =
        client("schema.registry.url", "http://127.0.0.1:" + closed + "/, " + server.url() + "/");

    client.subjects();
    client.subjects();

    assertThat(server.lines()).containsExactly("GET /subjects", "GET /subjects");
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldThrowTheRetriableExceptionWhenAnAnswerTakesTooLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      RegistryClient client =
          client(
              "schema.registry.url", "http://127.0.0.1:" + silent.getLocalPort(),
              "schema.registry.request.timeout.ms", "50",
              "schema.registry.request.retries", "0");

      assertThatThrownBy(client::subjects).isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void shouldNotTryAgainWhenTheSchemaIsRefused() {
    server
        .answer(200, HAS_LEVEL)
        .answer(409, "{\"error_code\":409,\"message\":\"x has no default\"}");

    assertThatThrownBy(() -> client().register("s", SCHEMA))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(409))
        .hasMessageContaining("x has no default");
    assertThat(server.lines()).hasSize(2);
  }

  @Test
  void shouldNameTheCodeWhenThereIsNoSuchSchema() {
    server.answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

    assertThatThrownBy(() -> client().byId(99))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.errorCode()).isEqualTo(40403))
        .hasMessageContaining("/schemas/ids/99");
  }

  @Test
  void shouldNameTheMendWhenCredentialsAreMissing() {
    server.answer(401, "Unauthorized");

    assertThatThrownBy(() -> client().subjects())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("set schema.registry.basic.auth.user.info");
  }

  @Test
  void shouldRefuseAnAnswerThatIsNoRegistrys() {
    server.answer(200, "<html>welcome</html>");

    assertThatThrownBy(() -> client().subjects())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("is this a schema registry?");
  }

  @Test
  void shouldRefuseASchemaThatIsNotAvro() {
    server.answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");

    assertThatThrownBy(() -> client().byId(3))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("PROTOBUF");
  }

  @Test
  void shouldAskAboutEveryVersionAndSayWhatBreaks() {
    server
        .answer(200, "[1,2]")
        .answer(200, "{\"is_compatible\":false,\"messages\":[\"x\",\"y\"]}")
        .answer(200, "{\"is_compatible\":true}");

    assertThat(client().breaks("s", SCHEMA)).containsExactly("version 1: x", "version 1: y");
    assertThat(server.lines())
        .containsExactly(
            "GET /subjects/s/versions",
            "POST /compatibility/subjects/s/versions/1?verbose=true",
            "POST /compatibility/subjects/s/versions/2?verbose=true");
  }

  @Test
  void shouldCallAnythingCompatibleWithASubjectThatDoesNotExist() {
    server.answer(404, "{\"error_code\":40401,\"message\":\"no subject\"}");

    assertThat(client().isCompatible("s", SCHEMA)).isTrue();
  }

  @Test
  void shouldSendCredentialsWhenTheyAreSet() {
    server.answer(200, "[]").answer(200, "[]").answer(200, "[]");

    client("schema.registry.basic.auth.user.info", "alice:secret").subjects();
    client("basic.auth.user.info", "alice:secret").subjects();
    client("schema.registry.bearer.auth.token", "t0k").subjects();

    assertThat(server.requests())
        .extracting(ScriptedServer.Request::authorization)
        .containsExactly("Basic YWxpY2U6c2VjcmV0", "Basic YWxpY2U6c2VjcmV0", "Bearer t0k");
  }

  @Test
  void shouldStopWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client().subjects()).isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
