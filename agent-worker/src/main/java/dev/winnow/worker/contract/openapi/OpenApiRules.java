package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.List;

/**
 * What breaks between two versions of an OpenAPI document: consumers send what the old version
 * allows and read what it promises. What the service reads must not be narrowed, and what it writes
 * must not be widened; in webhooks and callbacks the two change sides.
 *
 * <p>Compatibility is not looked at: an API has requests and responses, which say the direction.
 */
public final class OpenApiRules implements ContractRules {
  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    return new ApiComparison(Api.read(before), Api.read(after)).changes();
  }

  /** Operations as written: {@code GET /orders/{id}}. */
  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    return Api.read(contract).operations().stream().map(Operation::element).sorted().toList();
  }
}
