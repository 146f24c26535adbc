package dev.winnow.streams.query;

import io.javalin.config.RoutesConfig;

/** What HTTP answers about one kind of thing. */
interface Resource {
  /** Adds its routes. */
  void addTo(RoutesConfig routes);
}
