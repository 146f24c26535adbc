package dev.winnow.streams.checks.store;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.schemas.RepositoryScan;
import dev.winnow.schemas.Topics;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** All stores of the checks, opened for one partition, and the contracts of all repositories. */
public final class CheckStores {
  private final PullRequestStore pullRequests;
  private final HeadCheckStore headChecks;
  private final FindingStore findings;
  private final ReportStore reports;
  private final RepositoryStore repositories;
  private final ScanStore scans;
  private final ContractStore contracts;

  /** Opens the stores in a processor's context. */
  public CheckStores(ProcessorContext<?, ?> context) {
    pullRequests = new PullRequestStore(context.getStateStore(PullRequestStore.NAME));
    headChecks = new HeadCheckStore(context.getStateStore(HeadCheckStore.NAME));
    findings = new FindingStore(context.getStateStore(FindingStore.NAME));
    reports = new ReportStore(context.getStateStore(ReportStore.NAME));
    repositories = new RepositoryStore(context.getStateStore(RepositoryStore.NAME));
    scans = new ScanStore(context.getStateStore(ScanStore.NAME));
    contracts = new ContractStore(context.getStateStore(ContractStore.NAME));
  }

  /** Builders of the stores, for processor suppliers to declare; make them once a topology. */
  public static Set<StoreBuilder<?>> builders(Topics topics) {
    Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
    builders.add(records(PullRequestStore.NAME, topics, PullRequestProgress.class));
    builders.add(records(HeadCheckStore.NAME, topics, HeadCheck.class));
    builders.add(records(FindingStore.NAME, topics, Finding.class));
    builders.add(records(ReportStore.NAME, topics, PullRequestReport.class));
    builders.add(records(RepositoryStore.NAME, topics, RepositoryProgress.class));
    builders.add(records(ScanStore.NAME, topics, RepositoryScan.class));
    return builders;
  }

  private static <T extends SpecificRecord> StoreBuilder<?> records(
      String name, Topics topics, Class<T> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), topics.state(type));
  }

  public PullRequestStore pullRequests() {
    return pullRequests;
  }

  public HeadCheckStore headChecks() {
    return headChecks;
  }

  public FindingStore findings() {
    return findings;
  }

  public ReportStore reports() {
    return reports;
  }

  public RepositoryStore repositories() {
    return repositories;
  }

  public ScanStore scans() {
    return scans;
  }

  public ContractStore contracts() {
    return contracts;
  }
}
