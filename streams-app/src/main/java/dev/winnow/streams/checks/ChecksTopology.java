package dev.winnow.streams.checks;

import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.checks.store.ContractStore;
import dev.winnow.streams.wiring.Nodes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From pull requests, pushes and results of checks to orders, findings and reports.
 *
 * <p>What concerns a pull request is keyed by repository#number, what concerns a default branch by
 * the repository's name. All sources have the same number of partitions. The contracts of all
 * repositories are a global store, since every pull request may have to do with every repository.
 */
public final class ChecksTopology {
  static final String PULL_REQUESTS_SOURCE = "pull-requests-source";
  static final String PUSHES_SOURCE = "pushes-source";
  static final String CHECK_RESULTS_SOURCE = "check-results-source";
  static final String CONTRACTS_SOURCE = "contracts-source";
  static final String RECEIVE_PULL_REQUEST = "receive-pull-request-processor";
  static final String SETTLE_CHECK = "settle-check-processor";
  static final String ISSUE_CHECKS = "issue-checks-processor";
  static final String PUBLISH_REPORT = "publish-report-processor";
  static final String INDEX_REPOSITORY = "index-repository-processor";
  static final String SCAN_REPOSITORY = "scan-repository-processor";
  static final String KEEP_CONTRACTS = "keep-contracts-processor";
  static final String CHECKS_SINK = "checks-sink";
  static final String CONTRACTS_SINK = "contracts-sink";
  static final String FINDINGS_SINK = "findings-sink";
  static final String REPORTS_SINK = "pull-request-reports-sink";
  static final String DEAD_LETTERS_SINK = "check-dead-letters-sink";

  private final Topics topics;
  private final ChecksConfig config;

  public ChecksTopology(Topics topics, ChecksConfig config) {
    this.topics = topics;
    this.config = config;
  }

  /** Adds the checks to a topology. */
  public void addTo(Topology topology) {
    Nodes nodes = new Nodes(topology, CheckStores.builders(topics));
    IndexRevision index = new IndexRevision();

    contracts(topology, index);
    nodes.source(PULL_REQUESTS_SOURCE, topics.pullRequests());
    nodes.source(PUSHES_SOURCE, topics.pushes());
    nodes.source(CHECK_RESULTS_SOURCE, topics.checkResults());

    nodes.processor(RECEIVE_PULL_REQUEST, ReceivePullRequestProcessor::new, PULL_REQUESTS_SOURCE);
    nodes.processor(SETTLE_CHECK, () -> new SettleCheckProcessor(config), CHECK_RESULTS_SOURCE);
    nodes.processor(
        ISSUE_CHECKS,
        () -> new IssueChecksProcessor(config, index),
        RECEIVE_PULL_REQUEST,
        SETTLE_CHECK);
    nodes.processor(
        INDEX_REPOSITORY, () -> new IndexRepositoryProcessor(config), PUSHES_SOURCE, SETTLE_CHECK);
    nodes.processor(
        SCAN_REPOSITORY,
        () -> new ScanRepositoryProcessor(config, index),
        PUSHES_SOURCE,
        SETTLE_CHECK);
    nodes.processor(PUBLISH_REPORT, PublishReportProcessor::new, ISSUE_CHECKS, SCAN_REPOSITORY);

    nodes.sink(CHECKS_SINK, topics.checks(), ISSUE_CHECKS, INDEX_REPOSITORY, SCAN_REPOSITORY);
    nodes.sink(CONTRACTS_SINK, topics.contracts(), INDEX_REPOSITORY);
    nodes.sink(FINDINGS_SINK, topics.findings(), PUBLISH_REPORT);
    nodes.sink(REPORTS_SINK, topics.pullRequestReports(), PUBLISH_REPORT);
    nodes.sink(DEAD_LETTERS_SINK, topics.deadLetters(), RECEIVE_PULL_REQUEST, SETTLE_CHECK);
  }

  private void contracts(Topology topology, IndexRevision index) {
    StoreBuilder<?> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ContractStore.NAME),
                Serdes.String(),
                topics.state(RepositoryContracts.class))
            .withLoggingDisabled();
    Topic<String, RepositoryContracts> topic = topics.contracts();
    topology.addGlobalStore(
        store,
        CONTRACTS_SOURCE,
        topic.key().deserializer(),
        topic.value().deserializer(),
        topic.name(),
        KEEP_CONTRACTS,
        () -> new KeepContractsProcessor(index));
  }
}
