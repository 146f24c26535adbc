package dev.winnow.worker.consumer;

import java.util.List;

/**
 * A declaration that a service uses another.
 *
 * @param consumer the service that uses it
 * @param provider the service that is used
 * @param copies files in the repository that are copies of the provider's contracts
 * @param elements what is used: {@code GET /orders/{id}}, or full names of messages; empty if only
 *     the provider is declared
 * @param file where it is declared
 * @param line from 1; 0 if the whole file is meant
 */
public record Declaration(
    String consumer,
    String provider,
    List<String> copies,
    List<String> elements,
    String file,
    int line) {
  public Declaration {
    copies = List.copyOf(copies);
    elements = List.copyOf(elements);
  }
}
