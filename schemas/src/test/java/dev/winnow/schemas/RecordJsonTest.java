package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

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
            "updatedAt":"2026-01-02T12:00:00.123Z","control":null,"gains":[],"alerts":[]}""");
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
}
