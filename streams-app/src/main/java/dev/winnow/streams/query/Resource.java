package dev.winnow.streams.query;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;

/** What HTTP answers about one kind of thing. */
public interface Resource {
  /**
   * Adds its routes. Each names the {@link dev.winnow.streams.access.Scope} that it asks for as its
   * role, as in {@code routes.get(path, handler, Scope.READ)}; without, the server does not start.
   */
  void addTo(RoutesConfig routes);

  /** Adds what else it needs of the server besides its routes. */
  default void configure(JavalinConfig config) {}
}
