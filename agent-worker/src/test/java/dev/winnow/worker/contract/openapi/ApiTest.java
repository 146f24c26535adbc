package dev.winnow.worker.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
  private static final String SPEC =
      """
      openapi: 3.0.3
      info: {title: Orders, version: 1.0.0}
      servers:
        - url: https://{region}.example.com/{stage}/
          variables:
            region: {default: eu}
            stage: {default: v1, enum: [v1, beta]}
        - url: http://localhost:8080
      paths:
        /orders/{id}:
          parameters:
            - $ref: '#/components/parameters/Id'
            - {name: trace, in: query, schema: {type: string}}
          get:
            operationId: getOrder
            parameters:
              - {name: trace, in: query, required: true, schema: {type: string}}
              - {name: Accept, in: header, required: true, schema: {type: string}}
            responses:
              200:
                description: ok
                content:
                  Application/JSON; charset=utf-8: {schema: {type: object}}
              4xx: {$ref: 'errors.yaml#/Problem'}
              default: {$ref: 'https://example.com/errors.yaml'}
        /orders/mine: {get: {responses: {}}}
        /files/{name}.{ext}: {$ref: 'files.yaml'}
        /gone: {$ref: 'gone.yaml'}
      components:
        parameters:
          Id: {name: id, in: path, required: true, schema: {type: string}}
      """;
  private static final Map<String, String> FILES =
      Map.of(
          "api/openapi.yaml", SPEC,
          "api/errors.yaml", "Problem: {description: no, content: {application/problem+json: {}}}",
          "api/files.yaml", "get: {responses: {'200': {description: ok}}}");

  @Test
  void shouldReadParametersOfPathAndOperation() throws Exception {
    Operation operation = read(FILES).find("get", "/orders/{order}").orElseThrow();

    assertThat(operation.parameters())
        .extracting(Parameter::name, Parameter::location, Parameter::required)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("id", Parameter.Location.PATH, true),
            org.assertj.core.groups.Tuple.tuple("trace", Parameter.Location.QUERY, true));
    assertThat(operation.id()).contains("getOrder");
    assertThat(operation.key()).isEqualTo("GET /orders/{}");
    assertThat(operation.node().line()).isEqualTo(14);
  }

  @Test
  void shouldReadResponsesByStatusAndMediaType() throws Exception {
    Operation operation = read(FILES).find("GET", "/orders/1").orElseThrow();

    assertThat(operation.responses()).containsOnlyKeys("200", "4XX", "default");
    assertThat(operation.responses().get("200").content()).containsOnlyKeys("application/json");
    assertThat(operation.response("404").orElseThrow().content())
        .containsOnlyKeys("application/problem+json");
    assertThat(operation.response("500").orElseThrow().known()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/17,/orders/{id}",
    "/orders/17?full=true,/orders/{id}",
    "/orders/mine,/orders/mine",
    "/v1/orders/mine,/orders/mine",
    "/beta/orders/{x},/orders/{id}",
    "/files/a.b.txt,/files/{name}.{ext}",
  })
  void shouldFindOperationWhenPathFits(String path, String template) throws Exception {
    assertThat(read(FILES).find("GET", path)).map(Operation::path).contains(template);
  }

  @ParameterizedTest
  @CsvSource({"/orders", "/orders/1/lines", "/v2/orders/1", "/files/a", "/gone"})
  void shouldFindNothingWhenNoPathFits(String path) throws Exception {
    assertThat(read(FILES).find("GET", path)).isEmpty();
  }

  @Test
  void shouldNotTakeUnresolvedPathForEmpty() throws Exception {
    Api api = read(FILES);

    assertThat(api.unknownPaths()).containsExactly("/gone");
    assertThat(api.basePaths()).containsExactly("/beta", "/v1");
    assertThat(api.servers())
        .containsExactly("https://eu.example.com/v1/", "http://localhost:8080");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "swagger: '2.0'|Swagger 2.0",
        "openapi: 4.0.0|OpenAPI 3.0 or 3.1",
        "a: b|OpenAPI 3.0 or 3.1"
      })
  void shouldSayWhyWhenItIsNoOpenApi(String text, String why) {
    assertThatThrownBy(() -> read(Map.of("api/openapi.yaml", text)))
        .isInstanceOf(UnreadableContractException.class)
        .hasMessageContaining(why);
  }

  private static Api read(Map<String, String> files) throws UnreadableContractException {
    return Api.read(
        new Contract(
            ContractKind.OPENAPI,
            "orders",
            List.of("api/openapi.yaml"),
            Compatibility.DEFAULT,
            new MapTree(files)));
  }
}
