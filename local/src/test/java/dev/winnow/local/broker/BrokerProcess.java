package dev.winnow.local.broker;

import java.nio.file.Path;

/** An embedded broker in a process of its own, until it is killed. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Takes the broker's folder; says where it is when it serves. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
    System.out.println("serves at " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
