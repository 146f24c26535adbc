package dev.winnow.worker.contract;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.tree.Tree;
import java.util.List;

/**
 * A contract of a service, as it is in one commit.
 *
 * @param kind what it is written in
 * @param service the service that provides it
 * @param files paths in the tree; one, except for Protobuf and GraphQL, where all files of a schema
 *     count together. Files that these refer to are read from the tree as well
 * @param compatibility what the contract promises; each kind says what it makes of it
 * @param tree the files of the commit
 */
public record Contract(
    ContractKind kind, String service, List<String> files, Compatibility compatibility, Tree tree) {
  public Contract {
    files = List.copyOf(files);
  }

  /** The first of its files: what stands for the contract. */
  public String file() {
    return files.get(0);
  }
}
