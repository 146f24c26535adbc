package dev.winnow.worker.consumer;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services of a small shop, as tests need them. */
final class Shop {
  static final String ORDERS =
      """
      openapi: 3.0.3
      info: {title: Orders API, version: "1"}
      servers: [{url: https://shop.example/api/v1}]
      paths:
        /orders:
          get:
            parameters:
              - {name: customer, in: query, required: true, schema: {type: string}}
              - {name: limit, in: query, schema: {type: integer}}
            responses:
              "200":
                description: orders
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        items: {type: array, items: {$ref: '#/components/schemas/Order'}}
                        next: {type: string}
          post:
            requestBody:
              required: true
              content:
                application/json:
                  schema:
                    type: object
                    required: [id, customer, lines]
                    properties:
                      id: {type: string, readOnly: true}
                      customer: {type: string}
                      channel: {type: string, enum: [web, shop]}
                      lines:
                        type: array
                        items:
                          type: object
                          required: [sku, quantity]
                          properties: {sku: {type: string}, quantity: {type: integer}}
            responses:
              "201":
                description: made
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Order'}}
              4XX: {description: refused}
        /orders/{id}:
          get:
            responses:
              "200":
                description: one
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Order'}}
              "404": {description: none}
        /orders/search:
          get:
            responses: {"200": {description: found}}
      components:
        schemas:
          Order:
            type: object
            properties:
              id: {type: string}
              total: {type: number}
              customer:
                allOf: [{$ref: '#/components/schemas/Party'}]
              extra: {type: object, additionalProperties: true}
              remote: {$ref: 'https://elsewhere.example/schema.json'}
          Party:
            type: object
            properties: {name: {type: string}}
      """;

  private Shop() {}

  static Api api(String text) {
    try {
      return Api.read(
          new Contract(
              ContractKind.OPENAPI,
              "orders",
              List.of("openapi.yaml"),
              Compatibility.DEFAULT,
              new MapTree(Map.of("openapi.yaml", text))));
    } catch (UnreadableContractException e) {
      throw new AssertionError(e);
    }
  }

  static Providers providers() {
    return providers(ORDERS);
  }

  static Providers providers(String orders) {
    return new Providers(
        List.of(new Provider("orders", api(orders))), Map.of("orders", Set.of("shop.OrderPlaced")));
  }

  /** The only service of a repository. */
  static Services web() {
    return new Services(List.of(Service.of("acme/web", "web", "", List.of())), List.of());
  }

  static List<Use> uses(String file, String text) {
    return Uses.of(new MapTree(Map.of(file, text)), web());
  }

  static String pact(String interaction) {
    return """
        {"consumer": {"name": "Web"}, "provider": {"name": "OrderService"},
         "interactions": [%s], "metadata": {"pactSpecification": {"version": "3.0.0"}}}
        """
        .formatted(interaction);
  }

  /** What a Pact of one interaction mismatches. */
  static List<Mismatch> mismatches(String interaction) {
    return new PairRules(providers()).check(uses("pacts/web-orders.json", pact(interaction)));
  }
}
