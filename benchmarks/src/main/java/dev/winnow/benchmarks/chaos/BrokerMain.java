package dev.winnow.benchmarks.chaos;

import dev.winnow.local.broker.EmbeddedBroker;
import dev.winnow.local.broker.EmbeddedBroker.Door;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker in a process of its own. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Takes the broker's folder, and a word {@code NAME:PORT:ADVERTISED} for each further door. */
  public static void main(String[] arguments) throws InterruptedException {
    List<Door> doors = new ArrayList<>();
    for (String word : List.of(arguments).subList(1, arguments.length)) {
      String[] door = word.split(":");
      doors.add(new Door(door[0], Integer.parseInt(door[1]), Integer.parseInt(door[2])));
    }
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), doors);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
    System.out.println("The broker serves at " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
