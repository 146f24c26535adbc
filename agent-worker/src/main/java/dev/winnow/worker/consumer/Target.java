package dev.winnow.worker.consumer;

import dev.winnow.schemas.ContractKind;
import java.util.Optional;

/** What of a provider is used. */
public sealed interface Target {
  /** Order and identity of a target, and the element in the index. */
  String key();

  /**
   * An operation of an HTTP interface.
   *
   * @param method upper case; empty if it is not known
   * @param path concrete ({@code /orders/17}) or a template; a segment that is not known is {@code
   *     {}}
   */
  record Endpoint(Optional<String> method, String path) implements Target {
    @Override
    public String key() {
      return method.orElse("*") + " " + Paths.erased(path);
    }
  }

  /**
   * A message or a schema.
   *
   * @param kind what it is written in
   * @param name full name of the record, or {@code $id} of the schema
   */
  record Message(ContractKind kind, String name) implements Target {
    @Override
    public String key() {
      return name;
    }
  }

  /** Something of the provider: which operations is not known. */
  record Unknown() implements Target {
    @Override
    public String key() {
      return "";
    }
  }
}
