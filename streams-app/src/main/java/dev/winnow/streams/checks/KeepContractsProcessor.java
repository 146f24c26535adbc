package dev.winnow.streams.checks;

import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.checks.store.ContractStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the topic of contracts, all partitions of it, in the global store. */
final class KeepContractsProcessor implements Processor<String, RepositoryContracts, Void, Void> {
  private final IndexRevision revision;
  private KeyValueStore<String, RepositoryContracts> store;

  KeepContractsProcessor(IndexRevision revision) {
    this.revision = revision;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(ContractStore.NAME);
  }

  @Override
  public void process(Record<String, RepositoryContracts> record) {
    RepositoryContracts before = store.get(record.key());
    store.put(record.key(), record.value());
    revision.grow(isChange(before, record.value()));
  }

  /**
   * Whether it can be news to others. Most commits change no contract, and there are many of them;
   * but other rules may find more in the same files.
   */
  static boolean isChange(RepositoryContracts before, RepositoryContracts now) {
    return before == null
        || now == null
        || !before.getDigest().equals(now.getDigest())
        || !before.getRepository().equals(now.getRepository())
        || !before.getProvides().equals(now.getProvides())
        || !before.getConsumes().equals(now.getConsumes());
  }
}
