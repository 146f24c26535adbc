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
    store.put(record.key(), record.value());
    revision.grow();
  }
}
