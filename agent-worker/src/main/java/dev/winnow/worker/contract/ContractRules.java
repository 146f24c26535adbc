package dev.winnow.worker.contract;

import java.util.List;

/** The rules of one kind of contract. Safe for use by several threads. */
public interface ContractRules {
  /**
   * Compares two versions of a contract.
   *
   * @return what a consumer of the old version may notice, in an order that depends on nothing but
   *     the two versions; harmless changes are not in it
   * @throws UnreadableContractException if one of the two cannot be read; nothing is known then
   */
  List<Change> compare(Contract before, Contract after) throws UnreadableContractException;

  /**
   * What the contract provides, for the index: {@code GET /orders/{id}}, names of records, messages
   * and types; sorted.
   *
   * @throws UnreadableContractException if it cannot be read
   */
  List<String> elements(Contract contract) throws UnreadableContractException;
}
