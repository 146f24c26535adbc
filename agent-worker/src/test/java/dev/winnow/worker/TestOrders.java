package dev.winnow.worker;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Orders whose every field is set to something ordinary. */
public final class TestOrders {
  private TestOrders() {}

  public static AttemptOrder.Builder attempt(Repository repository, String script) {
    return AttemptOrder.newBuilder()
        .setOrderId("task/lru-1/0")
        .setTaskId("task")
        .setAttemptId("lru-1")
        .setVariant("lru")
        .setNumber(1)
        .setRepository(repository)
        .setPrompt("Make it better.")
        .setParameters(Map.of("size", "10"))
        .setAgent(agent(List.of("sh", "-c", script), 20_000))
        .setProtectedPaths(List.of("harness/**"))
        .setProtectedChange(ProtectedChange.REJECT)
        .setIssuedAt(now())
        .setExpiresAt(now().plusSeconds(600));
  }

  public static Agent agent(List<String> command, long timeoutMs) {
    return Agent.newBuilder()
        .setCommand(command)
        .setTimeoutMs(timeoutMs)
        .setMaxCost(new BigDecimal("1.000000"))
        .build();
  }

  public static EvaluationOrder.Builder evaluation(
      Repository repository, String commit, Rung rung) {
    return EvaluationOrder.newBuilder()
        .setOrderId("task/cluster/0/0")
        .setTaskId("task")
        .setClusterId("cluster")
        .setAttemptId("lru-1")
        .setVariant("lru")
        .setRepository(repository)
        .setCommit(commit)
        .setRung(rung)
        .setRungIndex(0)
        .setProtectedPaths(List.of("harness/**"))
        .setParameters(Map.of("size", "10"))
        .setIssuedAt(now())
        .setExpiresAt(now().plusSeconds(600));
  }

  public static Rung rung(String script, MetricsSource from, int samples) {
    return Rung.newBuilder()
        .setName("measure")
        .setCommand(List.of("sh", "-c", script))
        .setTimeoutMs(20_000)
        .setSamples(samples)
        .setMetricsFrom(from)
        .setMetricsFile(from == MetricsSource.JSON_FILE ? "out/metrics.json" : null)
        .build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
