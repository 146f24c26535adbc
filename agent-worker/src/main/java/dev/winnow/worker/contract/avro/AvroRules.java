package dev.winnow.worker.contract.avro;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules for Avro schemas and protocols in JSON ({@code .avsc}, {@code .avpr}).
 *
 * <p>What the old contract promises decides. {@code BACKWARD} (new readers, old data) has errors
 * where new readers fail and says nothing of old ones; {@code FORWARD} the other way round; {@code
 * FULL} both. The default is what most teams mean by breaking:
 *
 * <ul>
 *   <li>errors where new readers fail: a field added without a default, a type that cannot hold the
 *       old values, a branch or a symbol removed, a type renamed without an alias, another size;
 *   <li>errors where old readers fail for good: a field without a default removed, another
 *       namespace without an alias. An alias makes a new name harmless;
 *   <li>warnings where old readers fail until they have the new version: a type widened, a branch
 *       or a symbol added; and where a field that has a default is removed;
 *   <li>errors, whatever is promised, where the bytes are read and mean something else: a logical
 *       type of the specification added, removed or changed. {@code uuid} and logical types that
 *       the specification does not know are warnings.
 * </ul>
 *
 * In a protocol requests are read by the new version and responses by the old one, so the former
 * are held to {@code BACKWARD} and the latter to {@code FORWARD} in any case.
 */
public final class AvroRules implements ContractRules {
  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    return new SchemaComparison(
            SchemaReader.read(before), SchemaReader.read(after), before.compatibility())
        .changes();
  }

  /** Full names of all types that the files define, and messages as {@code Protocol/message}. */
  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    AvroSchema schema = SchemaReader.read(contract);
    SortedSet<String> elements = new TreeSet<>(schema.own());
    elements.addAll(schema.messages().keySet());
    return List.copyOf(elements);
  }
}
