package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.schemas.Sha256;
import dev.winnow.worker.consumer.Target;
import dev.winnow.worker.consumer.Use;
import dev.winnow.worker.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a repository provides and consumes, for the topic of contracts. */
final class ContractIndex {
  private ContractIndex() {}

  /**
   * The index of one commit. A use that names no provider is left out: what it is of depends on who
   * else there is.
   */
  static Checker.Index of(Snapshot snapshot) {
    Set<String> files = new TreeSet<>(Set.of(Manifest.FILE));
    List<ProvidedContract> provides = new ArrayList<>();
    for (Contract contract : snapshot.inventory().contracts()) {
      files.addAll(contract.files());
      provides.add(
          ProvidedContract.newBuilder()
              .setKind(contract.kind())
              .setService(contract.service())
              .setFile(contract.file())
              .setElements(snapshot.elements().getOrDefault(contract.file(), List.of()))
              .build());
    }
    List<ConsumedContract> consumes = new ArrayList<>();
    for (Use use : snapshot.uses()) {
      files.add(use.file());
      if (use.provider().isPresent() || use.target() instanceof Target.Message) {
        consumes.add(use.indexed());
      }
    }
    StringBuilder read = new StringBuilder();
    for (String file : files) {
      String blob = snapshot.tree().blob(file).orElse("");
      read.append(file).append('\0').append(blob).append('\n');
    }
    return new Checker.Index(Sha256.hex(read.toString()), provides, consumes);
  }
}
