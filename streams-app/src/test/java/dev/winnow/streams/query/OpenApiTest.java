package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.query.DescribedApi.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private final DescribedApi api = new DescribedApi();

  @Test
  void shouldDescribeEachRouteAndItsScope() throws Exception {
    Map<String, String> described = new TreeMap<>();
    api.operations().forEach(each -> described.put(each.route(), each.scope()));
    Map<String, String> routes = new TreeMap<>();
    try (DescribedWorld known = new DescribedWorld()) {
      known.world.scopes().forEach((route, scope) -> routes.put(route, scope.word()));
    }
    // Of what the application adds to the server.
    routes.put("GET /metrics", Scope.READ.word());

    assertThat(described).isEqualTo(routes);
  }

  @Test
  void shouldBeReadWithoutMessagesByWhatGeneratorsUse() {
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(OpenApi.load().document().toString());

    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(api.document().path("paths"));
    assertThat(read.getOpenAPI().getComponents().getSchemas()).containsKeys("Task", "Problem");
  }

  @Test
  void shouldReferToWhatIsThereAndDefineNothingElse() {
    List<String> references =
        api.document().findValuesAsText("$ref").stream().distinct().sorted().toList();

    assertThat(references).allMatch(each -> !api.document().at(each.substring(1)).isMissingNode());
    for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
      api.document()
          .path("components")
          .path(kind)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(references).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void shouldHaveSchemasThatAreJsonSchemas() {
    var meta =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    for (Map.Entry<String, JsonNode> each : api.document().at("/components/schemas").properties()) {
      assertThat(meta.validate(each.getValue())).as(each.getKey()).isEmpty();
    }
  }

  @Test
  void shouldAnswerEachOperationAsDescribedWhenThereIsSomething() throws Exception {
    try (DescribedWorld known = new DescribedWorld()) {
      for (Operation operation : api.operations()) {
        // Of the patch there is no repository here, and metrics are added by the application.
        if (operation.method().equals("get")
            && !List.of("getPatch", "getMetrics")
                .contains(operation.described().path("operationId").asText())) {
          ApiRequest request = ApiRequest.plain(api, operation, known.known);
          ApiRequest.Answer answer = request.send(known.world.uri());
          assertThat(answer.status()).as("%s: %s", request, answer.body()).isEqualTo(200);
          assertThat(answer.problems(api)).as(request.toString()).isEmpty();
        }
      }
    }
  }

  @Test
  void shouldBeSentOnceWhenTheClientHasIt() throws Exception {
    try (QueryWorld world = new QueryWorld()) {
      var answer = world.get("/openapi.json");
      String tag = answer.headers().firstValue("ETag").orElseThrow();

      assertThat(QueryWorld.json(answer)).isEqualTo(OpenApi.load().document());
      assertThat(world.get("/openapi.json", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
  }
}
