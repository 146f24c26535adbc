package dev.winnow.worker.contract.protobuf;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules for Protobuf. Whatever the contract promises, both directions count: services and their
 * clients are not brought out at the same time.
 *
 * <p>An error is what breaks bytes on the wire, calls, or JSON where it is known to be used, and
 * what removes or renames a type. A warning is what only generated code or JSON would notice: a
 * field or a value that has a new name for its number, a type with the same encoding (the varints
 * but for narrowing, {@code string} to {@code bytes}, an enum to a varint and back, a map as
 * repeated entries and back), a single field into a oneof of its own or out of it, a field that is
 * gone and its number reserved, a single {@code string}, {@code bytes} or message into a list and
 * back. A new name for a number is taken for another field, which is an error, if the type is not
 * compatible or the two names have no word in common.
 */
public final class ProtobufRules implements ContractRules {
  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    return new SchemaComparison(ProtoReader.read(before), ProtoReader.read(after)).changes();
  }

  /** Messages, enums and services by full name, and methods as {@code package.Service/Method}. */
  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    ProtoSchema schema = ProtoReader.read(contract);
    SortedSet<String> elements = new TreeSet<>(schema.messages().keySet());
    elements.addAll(schema.enums().keySet());
    for (ProtoService service : schema.services().values()) {
      elements.add(service.name());
      service.methods().keySet().forEach(method -> elements.add(service.name() + "/" + method));
    }
    return List.copyOf(elements);
  }
}
