package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.ClientSettings;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.topics.TopicGroup;
import dev.winnow.schemas.topics.TopicPlan;
import dev.winnow.schemas.topics.TopicStep;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code winnow topics}. */
@Command(
    name = "topics",
    description = {
      "Print what has to be done so that all topics are as they should be; with --apply, do it.",
      "Done again, it does nothing. It takes no partitions away, and adds none where what is there",
      "would be in two places; then nothing is done at all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it can be done, or was done", "1:something is refused, or failed"})
final class TopicsCommand extends WinnowCommand {

  private static final int PATIENCE_MS = 10_000;
  private static final int REQUEST_MS = 5_000;
  private static final int LONGEST_ACTION = 7;

  @Mixin private final TopicOptions options = new TopicOptions();

  @Option(names = "--apply", description = "Do it, and wait until every partition has a leader.")
  private boolean isApplied;

  @Override
  int run() {
    Connection connection = connection();
    Map<String, Object> client = ClientSettings.kafka(connection);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    client.put(AdminClientConfig.CLIENT_ID_CONFIG, "winnow-topics");
    try (Admin admin = Admin.create(client)) {
      return run(admin);
    } catch (KafkaException failed) {
      throw failure(failed, connection);
    }
  }

  private int run(Admin admin) {
    // Names and settings only: no schema is registered for that.
    Topics topics = new Topics(new InMemoryRegistry());
    TopicAdmin topicAdmin = new TopicAdmin(admin);
    var found = topicAdmin.look(topics.all().stream().map(Topic::name).toList());
    TopicPlan plan =
        topicAdmin.plan(options.targets(topics, found, brokers(admin)), TopicGroup.of(topics));
    boolean isDone = isApplied && !plan.isRefused();
    if (isDone) {
      topicAdmin.apply(plan);
    }
    if (isJson()) {
      printJson(json(plan, isDone));
    } else {
      plan.steps().forEach(this::tell);
      out().println(summary(plan, isDone));
    }
    return plan.isRefused() ? FAILED : DONE;
  }

  private static int brokers(Admin admin) {
    try {
      return Math.max(1, admin.describeCluster().nodes().get().size());
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", "run it again", false);
    }
  }

  private void tell(TopicStep step) {
    String action = action(step);
    String start = action + " ".repeat(LONGEST_ACTION + 1 - action.length()) + step.topic();
    String what =
        step.kind() == TopicStep.Kind.REFUSED ? step.refusal() : String.join(", ", step.changes());
    out().println(what.isEmpty() ? start : start + ": " + what);
    if (step.kind() == TopicStep.Kind.REFUSED) {
      out().println("  mend: " + step.mend());
    }
    step.warnings().forEach(warning -> out().println("  warning: " + warning));
  }

  private String summary(TopicPlan plan, boolean isDone) {
    long good = plan.steps().stream().filter(step -> step.kind() == TopicStep.Kind.NOTHING).count();
    long refused =
        plan.steps().stream().filter(step -> step.kind() == TopicStep.Kind.REFUSED).count();
    String counts =
        "%s to change, %d as they should be, %d refused."
            .formatted(Plain.count(plan.changes(), "topic"), good, refused);
    if (isDone) {
      return plan.changes() == 0
          ? "All topics are as they should be; nothing was done."
          : "Done: %s made or changed, %d were as they should be; every partition has a leader."
              .formatted(Plain.count(plan.changes(), "topic"), good);
    }
    if (plan.isRefused()) {
      return counts + " Nothing was done.";
    }
    return plan.changes() == 0 ? counts : counts + " Nothing was done: --apply does it.";
  }

  private static ObjectNode json(TopicPlan plan, boolean isDone) {
    ObjectNode json = JSON.createObjectNode();
    json.put("applied", isDone).put("changes", plan.changes()).put("refused", plan.isRefused());
    ArrayNode topics = json.putArray("topics");
    for (TopicStep step : plan.steps()) {
      ObjectNode topic =
          topics
              .addObject()
              .put("topic", step.topic())
              .put("action", action(step))
              .put("partitions", step.partitions());
      ObjectNode config = topic.putObject("config");
      step.config().keySet().stream()
          .sorted()
          .forEach(key -> config.put(key, step.config().get(key)));
      step.changes().forEach(topic.putArray("changes")::add);
      step.warnings().forEach(topic.putArray("warnings")::add);
      if (step.kind() == TopicStep.Kind.REFUSED) {
        topic.put("refusal", step.refusal()).put("mend", step.mend());
      }
    }
    return json;
  }

  private static String action(TopicStep step) {
    return step.kind() == TopicStep.Kind.NOTHING
        ? "ok"
        : step.kind().name().toLowerCase(Locale.ROOT);
  }

  private static ClientException failure(KafkaException failed, Connection connection) {
    boolean isBadSetting =
        failed.getCause() instanceof org.apache.kafka.common.config.ConfigException
            || failed instanceof org.apache.kafka.common.config.ConfigException;
    String mend =
        isBadSetting
            ? "give brokers as host:port, separated by commas, with --bootstrap-servers"
            : failed instanceof TimeoutException
                ? "start a cluster with `winnow local`, or say where it is with --bootstrap-servers"
                : failed instanceof AuthorizationException
                    ? "give this user the rights to describe, create and alter topics"
                    : "check the connection's settings with `winnow doctor`";
    Throwable said = isBadSetting && failed.getCause() != null ? failed.getCause() : failed;
    ClientException failure =
        new ClientException(
            "Kafka at %s did not do it: %s"
                .formatted(connection.bootstrapServers(), Plain.text(said.getMessage())),
            mend,
            failed instanceof TimeoutException);
    failure.initCause(failed);
    return failure;
  }
}
