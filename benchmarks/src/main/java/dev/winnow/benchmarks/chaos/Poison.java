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
   * @param fate what has to become of it
   */
  record Dose(String topic, byte[] key, byte[] value, String what, Fate fate) {}

  /** What has to become of a record. */
  enum Fate {
    /** It is passed over. */
    NOTHING,
    /**
     * streams-app decodes it and cannot use it: a dead letter, in the transaction of its offset.
     */
    ONE_LETTER,
    /**
     * It cannot be decoded. Kafka Streams decodes a record, and sends its dead letter, before it
     * takes it, so the letter can be committed a transaction earlier than the offset; and orders
     * are delivered at least once.
     */
    LETTERS
  }

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
        new Dose(results, key, new byte[0], "no byte at all", Fate.LETTERS),
        new Dose(results, key, unknownSchema(random), "an unknown schema", Fate.LETTERS),
        new Dose(results, key, value(topics.tasks(), task), "a task among results", Fate.LETTERS),
        new Dose(topics.tasks().name(), key, result, "a result among tasks", Fate.LETTERS),
        new Dose(
            topics.attempts().name(),
            key,
            value(topics.tasks(), task),
            "a task to be run",
            Fate.LETTERS),
        new Dose(
            results,
            key,
            Arrays.copyOf(result, HEADER + 1 + random.nextInt(result.length - HEADER - 2)),
            "a result that is cut off",
            Fate.LETTERS),
        new Dose(results, key, huge(result), "a length of two thousand million", Fate.LETTERS),
        new Dose(results, key("another"), result, "a result under another key", Fate.ONE_LETTER),
        new Dose(results, null, result, "a result without a key", Fate.ONE_LETTER),
        new Dose(
            topics.taskCommands().name(),
            key("nobody"),
            value(topics.taskCommands(), command("nobody")),
            "a command to no task",
            Fate.ONE_LETTER),
        new Dose(results, key, result, "a result of no order", Fate.NOTHING),
        new Dose(results, key, null, "no value among results", Fate.NOTHING),
        new Dose(topics.tasks().name(), key("nobody"), null, "no value among tasks", Fate.NOTHING),
        new Dose(
            topics.tasks().name(), key, value(topics.tasks(), task), "a task again", Fate.NOTHING));
  }

  private static Dose bytes(Topic<String, ?> topic, Random random) {
    byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    // The first byte of the wire format is another.
    bytes[0] = (byte) (1 + random.nextInt(100));
    return new Dose(topic.name(), key("poison"), bytes, "random bytes", Fate.LETTERS);
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
