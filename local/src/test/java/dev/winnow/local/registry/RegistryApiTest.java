package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryApiTest {
  private static final String X =
      "{\"type\":\"record\",\"name\":\"P\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
  private static final String Z =
      "{\"type\":\"record\",\"name\":\"P\",\"fields\":[{\"name\":\"z\",\"type\":\"int\"}]}";

  private final MemoryLog log = new MemoryLog();
  private RegistryApi api = new RegistryApi(log);

  private Answer get(String path) {
    return send("GET", path, null);
  }

  private Answer post(String path, String schema) {
    return send(
        "POST", path, JsonNodeFactory.instance.objectNode().put("schema", schema).toString());
  }

  private Answer send(String method, String pathAndQuery, String body) {
    String[] parts = pathAndQuery.split("\\?");
    Map<String, String> query = new HashMap<>();
    if (parts.length > 1) {
      String[] pair = parts[1].split("=");
      query.put(pair[0], pair[1]);
    }
    List<String> path = Arrays.stream(parts[0].split("/")).filter(p -> !p.isEmpty()).toList();
    try {
      var json = body == null ? MissingNode.getInstance() : new ObjectMapper().readTree(body);
      return api.answer(method, path, query, json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assertBody(Answer answer, String body) {
    assertThat(answer.body().toString()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(200);
  }

  private static void assertError(Answer answer, int code) {
    assertThat(answer.body().path("error_code").asInt()).isEqualTo(code);
    assertThat(answer.body().path("message").asText()).isNotBlank();
    assertThat(answer.status()).isEqualTo(code > 999 ? code / 100 : code);
  }

  @Test
  void shouldRegisterAndLookUp() {
    assertBody(post("/subjects/s/versions", X), "{\"id\":1}");
    assertBody(post("/subjects/t/versions", Z), "{\"id\":2}");
    assertBody(post("/subjects/u/versions", X), "{\"id\":1}");
    assertBody(get("/subjects"), "[\"s\",\"t\",\"u\"]");
    assertBody(get("/subjects/s/versions"), "[1]");
    String version =
        "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"" + X.replace("\"", "\\\"") + "\"}";
    assertBody(get("/subjects/s/versions/1"), version);
    assertBody(get("/subjects/s/versions/latest"), version);
    assertBody(post("/subjects/s", X), version);
    assertBody(get("/schemas/ids/2"), "{\"schema\":\"" + Z.replace("\"", "\\\"") + "\"}");
  }

  @Test
  void shouldTakeASchemaForTheSameWhenOnlyItsSpacesDiffer() {
    post("/subjects/s/versions", X);

    assertBody(post("/subjects/s/versions", X.replace(":", " : ")), "{\"id\":1}");
    assertBody(get("/subjects/s/versions"), "[1]");
  }

  @Test
  void shouldNumberErrorsAsConfluentDoes() {
    post("/subjects/s/versions", X);

    assertError(get("/subjects/none/versions"), 40401);
    assertError(get("/subjects/none/versions/1"), 40401);
    assertError(post("/subjects/none", X), 40401);
    assertError(get("/subjects/s/versions/2"), 40402);
    assertError(get("/subjects/s/versions/first"), 42202);
    assertError(post("/subjects/s", Z), 40403);
    assertError(get("/schemas/ids/2"), 40403);
    assertError(get("/schemas/ids/one"), 40403);
    assertError(get("/config/s"), 40408);
    assertError(post("/subjects/s/versions", Z), 409);
    assertError(post("/subjects/s/versions", "{\"type\":\"nothing\"}"), 42201);
    assertError(send("PUT", "/config", "{\"compatibility\":\"SOME\"}"), 42203);
    assertError(send("DELETE", "/subjects/s", null), 404);
    assertError(get("/mode"), 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | schema is missing",
        "{\"schema\":\"{}\",\"schemaType\":\"PROTOBUF\"} | PROTOBUF",
        "{\"schema\":\"{}\",\"references\":[{}]} | references",
        "{\"schema\":\"{\"} | not valid Avro",
      })
  void shouldSayWhatIsWrongWithTheBody(String body, String problem) {
    Answer answer = send("POST", "/subjects/s/versions", body);

    assertError(answer, 42201);
    assertThat(answer.body().path("message").asText()).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unknown\"",
        "{\"type\":\"array\",\"items\":\"unknown\"}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[null]}",
        "{\"type\":\"record\",\"name\":\"P\",\"fields\":"
            + "[{\"name\":\"x\",\"type\":\"int\",\"order\":\"sideways\"}]}",
        "{\"type\":\"enum\",\"name\":\"E\",\"doc\":\"\\ud800\",\"symbols\":[\"A\"]}",
      })
  void shouldRefuseASchemaThatNobodyCouldReadBack(String schema) {
    post("/subjects/s/versions", X);

    assertError(post("/subjects/s/versions", schema), 42201);
    assertError(post("/subjects/new/versions", schema), 42201);
    assertError(post("/subjects/s", schema), 42201);
    assertBody(get("/subjects"), "[\"s\"]");
  }

  @Test
  void shouldCheckAgainstOneVersionAndAgainstAll() {
    post("/subjects/s/versions", X);

    assertBody(post("/compatibility/subjects/s/versions/latest", Z), "{\"is_compatible\":false}");
    assertThat(
            post("/compatibility/subjects/s/versions?verbose=true", Z)
                .body()
                .path("messages")
                .path(0)
                .asText())
        .contains("P.z");
    assertBody(
        post("/compatibility/subjects/s/versions/1?verbose=true", X),
        "{\"is_compatible\":true,\"messages\":[]}");
    assertBody(post("/compatibility/subjects/none/versions", Z), "{\"is_compatible\":true}");
    assertError(post("/compatibility/subjects/none/versions/latest", Z), 40401);
  }

  @Test
  void shouldUseTheLevelThatWasSet() {
    post("/subjects/s/versions", X);
    assertBody(get("/config"), "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertBody(
        get("/config/s?defaultToGlobal=true"), "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");

    assertBody(
        send("PUT", "/config/s", "{\"compatibility\":\"NONE\"}"), "{\"compatibility\":\"NONE\"}");

    assertBody(get("/config/s"), "{\"compatibilityLevel\":\"NONE\"}");
    assertBody(post("/subjects/s/versions", Z), "{\"id\":2}");
    assertBody(
        send("PUT", "/config", "{\"compatibility\":\"FULL\"}"), "{\"compatibility\":\"FULL\"}");
    assertBody(get("/config"), "{\"compatibilityLevel\":\"FULL\"}");
  }

  @Test
  void shouldKnowTheSameWhenItIsOpenedAgain() {
    post("/subjects/s/versions", X);
    post("/subjects/t/versions", Z);
    send("PUT", "/config/t", "{\"compatibility\":\"NONE\"}");
    send("PUT", "/config", "{\"compatibility\":\"FULL\"}");

    api = new RegistryApi(log);

    assertBody(get("/subjects"), "[\"s\",\"t\"]");
    assertBody(get("/config/t"), "{\"compatibilityLevel\":\"NONE\"}");
    assertBody(get("/config"), "{\"compatibilityLevel\":\"FULL\"}");
    assertBody(post("/subjects/t/versions", Z), "{\"id\":2}");
    assertBody(post("/subjects/t/versions", X), "{\"id\":1}");
    assertBody(post("/subjects/u/versions", "\"int\""), "{\"id\":3}");
  }
}
