package dev.winnow.worker.contract.graphql;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules for GraphQL schemas. An operation that is valid against the old schema must stay valid and
 * mean the same; what a client may not be prepared for, such as a new value of an enum, is a
 * warning. What the contract promises makes no difference: a schema has no writer and reader.
 */
public final class GraphQlRules implements ContractRules {
  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    return new SchemaComparison(SchemaReader.read(before), SchemaReader.read(after)).changes();
  }

  /** {@code Type} and {@code Type.field} of all types. */
  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    SortedSet<String> elements = new TreeSet<>();
    for (SchemaType type : SchemaReader.read(contract).types().values()) {
      elements.add(type.name());
      type.fields().keySet().forEach(field -> elements.add(type.name() + "." + field));
      type.inputs().keySet().forEach(field -> elements.add(type.name() + "." + field));
    }
    return List.copyOf(elements);
  }
}
