package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.source.Node;
import java.util.List;

/**
 * What the service calls at its consumer: a callback of an operation, or a webhook of an API.
 *
 * @param name its name
 * @param url the expression that says where it calls; empty for webhooks
 * @param operations what it calls there
 * @param known false if it is a reference that leads nowhere
 * @param node where it is
 */
public record Callback(
    String name, String url, List<Operation> operations, boolean known, Node node) {
  public Callback {
    operations = List.copyOf(operations);
  }
}
