import dev.winnow.schemas.BoardChange;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Prints who enters, leaves and moves on the boards of all tasks.
 *
 * <pre>java -cp CLASSPATH LeaderboardConsumer.java localhost:9092 http://localhost:8081</pre>
 */
public final class LeaderboardConsumer {
  public static void main(String[] args) {
    RegistryClient registry =
        new RegistryClient(RegistryConfig.of(Map.of("schema.registry.url", args[1])));
    Topic<String, Leaderboard> topic = new Topics(registry).leaderboards();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", args[0],
            "group.id", args.length > 2 ? args[2] : "leaderboard-consumer",
            // The topology writes in transactions: what is not committed never happened.
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    Map<String, Long> versions = new HashMap<>();
    try (KafkaConsumer<String, Leaderboard> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      consumer.subscribe(List.of(topic.name()));
      while (true) {
        for (ConsumerRecord<String, Leaderboard> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() != null) {
            print(record.value(), versions.put(record.key(), record.value().getVersion()));
          } else if (versions.remove(record.key()) != null) {
            System.out.printf("%s is removed%n", record.key());
          }
        }
      }
    }
  }

  /** A gap in the versions means that older ones were compacted away: the entries say it all. */
  private static void print(Leaderboard board, Long before) {
    boolean follows = before == null ? board.getVersion() == 1 : board.getVersion() == before + 1;
    System.out.printf("%s, version %d%n", board.getTaskId(), board.getVersion());
    if (follows) {
      for (BoardChange change : board.getChanges()) {
        System.out.printf(
            "  %-7s %s: %s to %s%n",
            change.getKind().toString().toLowerCase(java.util.Locale.ROOT),
            change.getAttemptId(),
            place(change.getFrom()),
            place(change.getTo()));
      }
    } else {
      board
          .getEntries()
          .forEach(entry -> System.out.printf("  %d. %s%n", entry.getRank(), entry.getAttemptId()));
    }
  }

  private static String place(int rank) {
    return rank == 0 ? "off the board" : Integer.toString(rank);
  }
}
