package dev.winnow.streams.wiring;

import dev.winnow.schemas.Topic;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Adds the nodes of one sub-topology, whose processors share their stores: they are one state,
 * written by one thread.
 *
 * @param topology what is added to
 * @param stores the stores of all its processors
 */
public record Nodes(Topology topology, Set<StoreBuilder<?>> stores) {

  /** Adds a source of a topic's records. */
  public void source(String name, Topic<?, ?> topic) {
    topology.addSource(
        name, topic.key().deserializer(), topic.value().deserializer(), topic.name());
  }

  /** Adds a processor. */
  public <KI, VI, KO, VO> void processor(
      String name, Supplier<Processor<KI, VI, KO, VO>> processor, String... parents) {
    topology.addProcessor(name, new SharedStores<>(stores, processor), parents);
  }

  /** Adds a sink to a topic. */
  public void sink(String name, Topic<?, ?> topic, String... parents) {
    topology.addSink(
        name, topic.name(), topic.key().serializer(), topic.value().serializer(), parents);
  }

  private record SharedStores<KI, VI, KO, VO>(
      Set<StoreBuilder<?>> stores, Supplier<Processor<KI, VI, KO, VO>> processor)
      implements ProcessorSupplier<KI, VI, KO, VO> {
    @Override
    public Processor<KI, VI, KO, VO> get() {
      return processor.get();
    }
  }
}
