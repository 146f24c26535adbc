package dev.winnow.benchmarks.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.TaskCommand;
import dev.winnow.schemas.TaskCommandKind;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** Records that nobody can use: of no format, of no schema, of another kind, about nothing. */
final class Poison {
  private static final int HEADER = 5;
  private static final int LONGEST = 400;
  private static final int NO_SCHEMA = 2_000_000_000;

  /** A length of two thousand million in Avro's encoding, which nothing follows. */
  private static final byte[] HUGE = {
    (byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, (byte) 0x0e
  };

  private final Topics topics;
  private final Task task;

  /**
   * @param topics with a registry that answers
   * @param task a task that is there
   */
  Poison(Topics topics, Task task) {
    this.topics = topics;
    this.task = task;
    // Their schemas are known from here on, also while the registry is away.
    doses(new Random(0));
  }

  /**
   * One record.
   *
   * @param isLetter whether it has to become a dead letter; what is not one is passed over
   */
  record Dose(String topic, byte[] key, byte[] value, String what, boolean isLetter) {}

  /** One of each kind. */
  List<Dose> doses(Random random) {
    String results = topics.results().name();
    byte[] result = value(topics.results(), result("nobody/v0-1/0", task.getTaskId()));
    byte[] key = key(task.getTaskId());
    return List.of(
        bytes(topics.tasks(), random),
        bytes(topics.taskCommands(), random),
        bytes(topics.results(), random),
        bytes(topics.attempts(), random),
        bytes(topics.evaluations(), random),
        new Dose(results, key, new byte[0], "no byte at all", true),
        new Dose(results, key, unknownSchema(random), "an unknown schema", true),
        new Dose(results, key, value(topics.tasks(), task), "a task among results", true),
        new Dose(topics.tasks().name(), key, result, "a result among tasks", true),
        new Dose(
            topics.attempts().name(), key, value(topics.tasks(), task), "a task to be run", true),
        new Dose(
            results,
            key,
            Arrays.copyOf(result, HEADER + 1 + random.nextInt(result.length - HEADER - 2)),
            "a result that is cut off",
            true),
        new Dose(results, key, huge(result), "a length of two thousand million", true),
        new Dose(results, key("another"), result, "a result under another key", true),
        new Dose(results, null, result, "a result without a key", true),
        new Dose(
            topics.taskCommands().name(),
            key("nobody"),
            value(topics.taskCommands(), command("nobody")),
            "a command to no task",
            true),
        new Dose(results, key, result, "a result of no order", false),
        new Dose(results, key, null, "no value among results", false),
        new Dose(topics.tasks().name(), key("nobody"), null, "no value among tasks", false),
        new Dose(topics.tasks().name(), key, value(topics.tasks(), task), "a task again", false));
  }

  private static Dose bytes(Topic<String, ?> topic, Random random) {
    byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    // The first byte of the wire format is another.
    bytes[0] = (byte) (1 + random.nextInt(100));
    return new Dose(topic.name(), key("poison"), bytes, "random bytes", true);
  }

  private static byte[] unknownSchema(Random random) {
    byte[] bytes = new byte[HEADER + 20];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).put((byte) 0).putInt(NO_SCHEMA + random.nextInt(1000));
    return bytes;
  }

  /** The header of a result, and its first text of a length that is not there. */
  private static byte[] huge(byte[] result) {
    byte[] bytes = Arrays.copyOf(result, HEADER + HUGE.length);
    System.arraycopy(HUGE, 0, bytes, HEADER, HUGE.length);
    return bytes;
  }

  private static AttemptResult result(String order, String taskId) {
    return AttemptResult.newBuilder()
        .setOrderId(order)
        .setTaskId(taskId)
        .setAttemptId("v0-1")
        .setVariant("v0")
        .setDelivery(1)
        .setWorker("chaos")
        .setOutcome(Outcome.AGENT_FAILED)
        .setReason("it never ran")
        .setStartedAt(Instant.EPOCH)
        .build();
  }

  private static TaskCommand command(String taskId) {
    return TaskCommand.newBuilder()
        .setCommandId("chaos")
        .setTaskId(taskId)
        .setKind(TaskCommandKind.CANCEL)
        .setIssuedAt(Instant.EPOCH)
        .build();
  }

  private static <T extends SpecificRecord> byte[] value(Topic<String, ? super T> topic, T record) {
    return topic.value().serializer().serialize(topic.name(), record);
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }
}
