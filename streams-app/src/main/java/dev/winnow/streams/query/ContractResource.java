package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The index of contracts over HTTP. */
final class ContractResource implements Resource {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ContractViews views;

  ContractResource(ContractViews views) {
    this.views = views;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/contracts", this::contracts, Scope.READ);
    routes.get("/v1/contracts/{owner}/{repository}", this::contractsOf, Scope.READ);
    routes.get("/v1/services/{service}/consumers", this::consumers, Scope.READ);
  }

  private void contracts(Context http) {
    Answers.send(http, JSON.objectNode().set("repositories", Answers.array(views.all())));
  }

  private void contractsOf(Context http) {
    String repository = PullRequestResource.repository(http);
    RepositoryContracts contracts =
        views
            .of(repository)
            .orElseThrow(() -> ApiProblem.notFound("nothing is known of " + repository + " yet"));
    Answers.send(http, RecordJson.of(contracts));
  }

  private void consumers(Context http) {
    String service = http.pathParam("service");
    ArrayNode uses = JSON.arrayNode();
    for (RepositoryContracts contracts : views.all()) {
      for (ConsumedContract use : contracts.getConsumes()) {
        if (use.getProvider().equals(service)) {
          ObjectNode node = (ObjectNode) RecordJson.of(use);
          uses.add(node.put("repository", contracts.getRepository().getName()));
        }
      }
    }
    Answers.send(http, JSON.objectNode().put("service", service).set("consumers", uses));
  }
}
