package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.consumer.Provider;
import dev.winnow.worker.consumer.Use;
import dev.winnow.worker.consumer.Uses;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one commit of a repository provides and consumes, read.
 *
 * @param repository {@code <owner>/<name>}
 * @param tree its files
 * @param inventory its contracts and services
 * @param elements what its contracts provide, by file
 * @param apis its HTTP interfaces by file
 * @param messages full names of the messages that its services provide
 * @param uses what its services use, as the evidence names it
 * @param notes what could not be read
 */
record Snapshot(
    String repository,
    Tree tree,
    Inventory inventory,
    Map<String, List<String>> elements,
    Map<String, Api> apis,
    Map<String, SortedSet<String>> messages,
    List<Use> uses,
    List<CheckNote> notes) {

  /**
   * Reads a commit.
   *
   * @param reader finds the uses; it remembers files that it has read before
   */
  static Snapshot of(String repository, Tree tree, Uses reader) {
    Inventory inventory = Inventory.of(repository, tree);
    List<CheckNote> notes = new ArrayList<>();
    inventory
        .problems()
        .forEach(
            each -> notes.add(new CheckNote(repository, each.file(), each.line(), each.message())));
    Map<String, List<String>> elements = new TreeMap<>();
    Map<String, Api> apis = new TreeMap<>();
    Map<String, SortedSet<String>> messages = new TreeMap<>();
    for (Contract contract : inventory.contracts()) {
      try {
        List<String> provided = RuleBook.of(contract.kind()).elements(contract);
        elements.put(contract.file(), provided);
        if (contract.kind() == ContractKind.OPENAPI) {
          apis.put(contract.file(), Api.read(contract));
        } else {
          messages.computeIfAbsent(contract.service(), service -> new TreeSet<>()).addAll(provided);
        }
      } catch (UnreadableContractException e) {
        notes.add(
            new CheckNote(
                repository, e.file(), e.line(), "This contract cannot be read: " + e.getMessage()));
      }
    }
    Uses.Found found = reader.in(tree, inventory.services());
    notes.addAll(found.notes());
    return new Snapshot(repository, tree, inventory, elements, apis, messages, found.uses(), notes);
  }

  /** Its HTTP interfaces, each with the service that provides it. */
  List<Provider> providers() {
    List<Provider> providers = new ArrayList<>();
    for (Contract contract : inventory.contracts()) {
      Optional.ofNullable(apis.get(contract.file()))
          .ifPresent(api -> providers.add(new Provider(contract.service(), api)));
    }
    return providers;
  }
}
