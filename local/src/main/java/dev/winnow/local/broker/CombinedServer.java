package dev.winnow.local.broker;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker in one, as {@link KafkaRaftServer} makes them, except that after a kill
 * the broker starts only when the controller knows that the one before it is gone.
 *
 * <p>Kafka starts both at once. The new broker then leads what the old one led, and goes on with
 * the transactions that the kill left half committed; a moment later the controller fences the old
 * one, for that moment the partitions have no leader, and Kafka 4.3 takes a partition without a
 * leader for one that was deleted: it drops the marker that ends the transaction. The transaction
 * stays open for ever, and a group whose offsets are in it never starts again.
 */
final class CombinedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CombinedServer.class);

  private final ControllerServer controller;
  private final BrokerServer broker;

  private CombinedServer(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Starts both and returns when they serve.
   *
   * @param config of a node that is broker and controller, with formatted folders
   */
  static CombinedServer start(KafkaConfig config) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    String clusterId = folders._1().clusterId().orElseThrow();
    Metrics metrics = Server.initializeMetrics(config, Time.SYSTEM, clusterId);
    Map<Integer, InetSocketAddress> voters =
        QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
    SharedServer shared =
        new SharedServer(
            config,
            folders._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(voters),
            List.of(),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    CombinedServer server =
        new CombinedServer(
            new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2()),
            new BrokerServer(shared));
    try {
      server.controller.startup();
      FencedBroker.await(shared.loader(), config.nodeId(), config.brokerSessionTimeoutMs());
      server.broker.startup();
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Stops both and returns when they are down; the broker first, for it tells the controller. */
  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
