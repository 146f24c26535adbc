package dev.winnow.benchmarks.chaos;

import dev.winnow.local.registry.EmbeddedRegistry;

/** A registry in a process of its own. */
public final class RegistryMain {
  private RegistryMain() {}

  /** Takes the cluster's servers and the port to listen on. */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedRegistry registry =
        EmbeddedRegistry.start(arguments[0], Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "shutdown"));
    System.out.println("The registry answers at " + registry.url());
    Thread.currentThread().join();
  }
}
