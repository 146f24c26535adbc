package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  @Test
  void shouldNestRecordsListsAndMaps() {
    var json = RecordJson.of(Records.leaderboard());

    assertThat(json.toString())
        .isEqualTo(
            """
            {"taskId":"cache-contest","version":3,"entries":[{"rank":1,"clusterId":"c1",\
            "attemptId":"lru-1","variant":"lru",\
            "commit":"0123456789012345678901234567890123456789","size":2,\
            "metrics":{"hit_ratio":{"count":3,"mean":0.75,"m2":0.01,"min":0.7,"max":0.8,\
            "surprise":-1.0}},"cost":0.0123,"diff":{"files":1,"insertions":20,"deletions":3},\
            "intervals":{},"probabilityBest":null,"bestRank":0,"worstRank":0,"tied":false,\
            "fresh":{},"familySize":0}],\
            "updatedAt":"2026-01-02T12:00:00.123Z","control":null,"gains":[],"alerts":[],\
            "hosts":{},"changes":[]}""");
  }

  @Test
  void shouldWriteDecimalsPlainlyWhenTheyEndInZeros() {
    var result = Records.attemptResult();
    assertThat(RecordJson.of(result).get("cost").toString()).isEqualTo("100");

    result.setCost(new BigDecimal("0.000001"));
    assertThat(RecordJson.of(result).get("cost").toString()).isEqualTo("0.000001");

    result.setCost(new BigDecimal("0.000000"));
    assertThat(RecordJson.of(result).get("cost").toString()).isEqualTo("0");
  }

  @Test
  void shouldWriteEnumsAsTextAndAbsentValuesAsNull() {
    var json = RecordJson.of(Records.attemptResult());

    assertThat(json.get("outcome").textValue()).isEqualTo("SUCCEEDED");
    assertThat(json.get("commit").isNull()).isTrue();
  }

  @Test
  void shouldWriteBytesInBase64AndLeaveThemUnread() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
    var letter =
        DeadLetter.newBuilder()
            .setTopic("winnow.tasks")
            .setPartition(0)
            .setOffset(7)
            .setSource("w1")
            .setReason("no")
            .setValue(bytes)
            .setAt(Records.NOON)
            .build();

    assertThat(RecordJson.of(letter).get("value").asText()).isEqualTo("AQID");
    assertThat(letter.getValue().orElseThrow().remaining()).isEqualTo(3);
  }

  @Test
  void shouldReadARecordBackWhenItWasWrittenAsText() throws IOException {
    Task task = task();

    String text = RecordJson.of(task).toString();

    assertThat(RecordJson.read(exact(text), Task.class)).isEqualTo(task);
  }

  @Test
  void shouldTakeDefaultsAndPassOverWhatIsUnknownWhenAnotherVersionWroteTheRecord()
      throws IOException {
    Task task = task();
    var json = (ObjectNode) exact(RecordJson.of(task).toString());
    json.remove("merge");
    json.put("later", 1);

    assertThat(RecordJson.read(json, Task.class)).isEqualTo(task);
  }

  @Test
  void shouldNameTheFieldWhenItIsOfAnotherKind() throws IOException {
    var json = (ObjectNode) exact(RecordJson.of(task()).toString());
    ((ObjectNode) json.get("budget")).put("attempts", "many");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.read(json, Task.class))
        .withMessage("budget.attempts must be a whole number");
    json.remove("taskId");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.read(json, Task.class))
        .withMessage("taskId is missing");
  }

  private static JsonNode exact(String text) throws IOException {
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(text);
  }

  private static Task task() {
    return ((Parsed.Valid)
            TaskSpec.parse(
                """
                apiVersion: winnow.dev/v1
                kind: Task
                id: small
                repository: {url: /srv/code.git, base: 0123456789abcdef0123456789abcdef01234567}
                grid: {size: [1, 2]}
                agent: {command: [agent], timeout: 1m, maxCost: 0.25, network: [example.com]}
                evaluator:
                  rungs: [{name: a, command: [./a.sh], timeout: 5s, metrics: {from: stdout}}]
                objectives: [{metric: speed, goal: maximize, range: [0, 1], tolerance: 0.1}]
                budget: {money: 12.5}
                judge: {command: [judge], timeout: 1m, maxCost: 0.05}
                """))
        .task();
  }
}
