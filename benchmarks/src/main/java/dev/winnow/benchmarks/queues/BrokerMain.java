package dev.winnow.benchmarks.queues;

import dev.winnow.benchmarks.compare.OwnMemory;
import dev.winnow.local.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A broker in a process of its own, which also makes topics and orders, so that a peer need not. It
 * answers each line of its input by a line, and ends with its input.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /**
   * Starts it.
   *
   * @param args its folder, then settings of the broker as {@code name=value}
   */
  public static void main(String[] args) throws Exception {
    // Whoever reads the answers does not want what libraries print.
    PrintStream out = System.out;
    System.setOut(System.err);
    Map<String, String> settings = new HashMap<>();
    for (int i = 1; i < args.length; i++) {
      int split = args[i].indexOf('=');
      settings.put(args[i].substring(0, split), args[i].substring(split + 1));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), settings);
        OrderSource source = new OrderSource(broker.bootstrapServers());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println(broker.bootstrapServers());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(answer(source, line.split(" ")));
      }
    }
    System.exit(0);
  }

  private static String answer(OrderSource source, String[] words) throws Exception {
    switch (words[0]) {
      case "topic" -> source.create(words[1], Integer.parseInt(words[2]));
      case "orders" ->
          source.produce(
              words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
      case "orders-at-once" ->
          source.produceAtOnce(
              words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
      case "heap" -> {
        return Long.toString(OwnMemory.heap());
      }
      case "resident" -> {
        return Long.toString(OwnMemory.resident());
      }
      default -> throw new IllegalArgumentException("what is " + words[0] + '?');
    }
    return "done";
  }
}
