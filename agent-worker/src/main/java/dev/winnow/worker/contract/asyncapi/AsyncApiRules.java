package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Documents;
import java.util.List;
import java.util.TreeSet;

/**
 * What breaks between two versions of an AsyncAPI document: consumers read what a service sends, so
 * that must not be widened, and send what it receives, so that must not be narrowed. In version 2
 * {@code subscribe} is what the service sends and {@code publish} what it receives; version 3 says
 * {@code send} and {@code receive}. Versions can be compared with each other.
 *
 * <p>Compatibility is not looked at: the operations say the direction.
 */
public final class AsyncApiRules implements ContractRules {
  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    return new AsyncApiComparison(read(before), read(after)).changes();
  }

  /** What is done at which address: {@code SEND orders/{id}}, {@code RECEIVE payments}. */
  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    TreeSet<String> elements = new TreeSet<>();
    for (Channel channel : read(contract).channels()) {
      for (Action action : channel.messages().keySet()) {
        elements.add(action == Action.UNSAID ? channel.title() : action + " " + channel.title());
      }
    }
    return List.copyOf(elements);
  }

  private static AsyncApi read(Contract contract) throws UnreadableContractException {
    return new AsyncApiReader(new Documents(contract.tree())).read(contract.file());
  }
}
