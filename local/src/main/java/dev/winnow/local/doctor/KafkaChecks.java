package dev.winnow.local.doctor;

import dev.winnow.producers.client.ClientSettings;
import dev.winnow.producers.client.Connection;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.topics.TopicGroup;
import dev.winnow.schemas.topics.TopicPlan;
import dev.winnow.schemas.topics.TopicState;
import dev.winnow.schemas.topics.TopicStep;
import dev.winnow.schemas.topics.TopicTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** Whether there is a cluster that Winnow can work with, and whether its topics are right. */
final class KafkaChecks {

  private static final int CONNECT_MS = 1_500;

  private final Connection connection;
  private final int patienceMs;

  /**
   * @param connection where the brokers are
   * @param patienceMs how long one answer of theirs is waited for, in milliseconds
   */
  KafkaChecks(Connection connection, int patienceMs) {
    this.connection = connection;
    this.patienceMs = patienceMs;
  }

  Check check() {
    return new Check(
        "broker",
        this::look,
        "winnow local, or say where the brokers are with --bootstrap-servers or"
            + " WINNOW_BOOTSTRAP_SERVERS");
  }

  private List<Finding> look() throws Exception {
    // A client of Kafka tries until its time is over; whether anybody listens is known at once.
    if (!isListening()) {
      throw new IOException("nothing listens at " + connection.bootstrapServers());
    }
    Map<String, Object> client = ClientSettings.kafka(connection);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs);
    client.put(AdminClientConfig.CLIENT_ID_CONFIG, "winnow-doctor");
    try (Admin admin = Admin.create(client)) {
      List<Finding> findings = new ArrayList<>();
      int brokers = admin.describeCluster().nodes().get().size();
      findings.add(
          Finding.ok(
              "broker",
              brokers
                  + (brokers == 1 ? " broker" : " brokers")
                  + " at "
                  + connection.bootstrapServers()));
      findings.add(
          features(
              admin.describeFeatures().featureMetadata().get().finalizedFeatures(),
              connection.bootstrapServers()));
      Topics topics = new Topics(new InMemoryRegistry());
      TopicAdmin topicAdmin = new TopicAdmin(admin);
      List<TopicTarget> targets =
          topics.all().stream().map(topic -> TopicTarget.of(topic, 1, (short) 1)).toList();
      TopicPlan plan = topicAdmin.plan(targets, TopicGroup.of(topics));
      findings.addAll(
          topics(plan, topicAdmin.look(topics.all().stream().map(Topic::name).toList())));
      return findings;
    }
  }

  private boolean isListening() {
    for (String server : connection.bootstrapServers().split(",", -1)) {
      int colon = server.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        String host = server.substring(0, colon).strip().replaceAll("^.*://|^\\[|]$", "");
        int port = Integer.parseInt(server.substring(colon + 1).strip());
        socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
        return true;
      } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException nobody) {
        // The next one may.
      }
    }
    return false;
  }

  /** Levels of features that are finalized; one that is missing is 0. */
  static Finding features(Map<String, FinalizedVersionRange> finalized, String servers) {
    int share = level(finalized, "share.version");
    int group = level(finalized, "group.version");
    int transaction = level(finalized, "transaction.version");
    String found =
        "share.version=%d, group.version=%d, transaction.version=%d"
            .formatted(share, group, transaction);
    String upgrade =
        "kafka-features.sh --bootstrap-server %s upgrade --feature %s".formatted(servers, "%s");
    if (share < 1 && group < 1) {
      return Finding.fault(
          "features",
          found + ": no queue can be served",
          upgrade.formatted("share.version=1") + " (Kafka 4.2 or newer)");
    }
    if (share < 1) {
      return Finding.warning(
          "features",
          found + ": no share groups",
          upgrade.formatted("share.version=1") + ", or run workers with worker.queue=consumer");
    }
    return transaction < 2
        ? Finding.warning(
            "features",
            found + ": a late transaction can hang",
            upgrade.formatted("transaction.version=2"))
        : Finding.ok("features", found);
  }

  private static int level(Map<String, FinalizedVersionRange> finalized, String feature) {
    FinalizedVersionRange range = finalized.get(feature);
    return range == null ? 0 : range.maxVersionLevel();
  }

  /** What differs from what topics should be; one line if nothing does. */
  static List<Finding> topics(TopicPlan plan, Map<String, TopicState> found) {
    List<String> missing = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (TopicStep step : plan.steps()) {
      switch (step.kind()) {
        case CREATE -> missing.add(step.topic());
        case CHANGE ->
            findings.add(
                Finding.fault(
                    "topics",
                    step.topic() + " is not as it should be: " + String.join(", ", step.changes()),
                    "winnow topics --apply"));
        case REFUSED -> findings.add(Finding.fault("topics", step.refusal(), step.mend()));
        case NOTHING -> {}
      }
      step.warnings()
          .forEach(
              warning ->
                  findings.add(Finding.fault("topics", warning, "look into the brokers' logs")));
    }
    if (!missing.isEmpty()) {
      findings.add(
          0,
          Finding.fault(
              "topics",
              missing.size() == plan.steps().size()
                  ? "there are none"
                  : "missing: " + String.join(", ", missing),
              "winnow topics --apply"));
    }
    if (findings.isEmpty()) {
      List<Integer> counts =
          found.values().stream().map(TopicState::partitions).distinct().sorted().toList();
      String each =
          counts.size() == 1
              ? counts.get(0) + (counts.get(0) == 1 ? " partition" : " partitions") + " each"
              : counts.get(0) + " to " + counts.get(counts.size() - 1) + " partitions";
      findings.add(
          Finding.ok("topics", "all %d are there, with %s".formatted(plan.steps().size(), each)));
    }
    return findings.stream().distinct().toList();
  }
}
