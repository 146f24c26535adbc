package dev.winnow.streams.query;

import dev.winnow.streams.access.Scope;
import io.javalin.config.RoutesConfig;

/** The description of all this for programs. It holds no data, so nobody is asked who they are. */
final class OpenApiResource implements Resource {
  private final OpenApi description;

  OpenApiResource(OpenApi description) {
    this.description = description;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/openapi.json",
        http -> Answers.send(http, description.digest(), description::document),
        Scope.OPEN);
  }
}
