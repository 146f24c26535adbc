package dev.winnow.streams.checks;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.streams.checks.report.HeadChecks;
import dev.winnow.streams.checks.report.Heads;
import dev.winnow.streams.checks.report.History;
import dev.winnow.streams.checks.report.Reports;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.checks.store.FindingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Publishes the report of a pull request or of a scan, and those of its findings that have changed.
 */
final class PublishReportProcessor implements Processor<String, Step, String, Object> {
  private ProcessorContext<String, Object> context;
  private CheckStores stores;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
  }

  @Override
  public void process(Record<String, Step> record) {
    String key = record.key();
    if (record.value() instanceof Step.Forget) {
      publishFindings(record, List.of());
      stores.reports().delete(key);
      context.forward(record.withValue(null), ChecksTopology.REPORTS_SINK);
      return;
    }
    if (record.value() instanceof Step.Publish scanned) {
      publishFindings(record, scanned.findings());
      publishReport(record, scanned.report());
      return;
    }
    PullRequestProgress progress = stores.pullRequests().get(key).orElseThrow();
    PullRequestHead newest = Heads.newest(progress.getHeads());
    Optional<HeadCheck> check = stores.headChecks().get(key, newest.getHead(), newest.getBase());
    if (check.isEmpty()) {
      return;
    }
    List<PullRequestHead> heads = Heads.distinct(progress.getHeads());
    stores
        .headChecks()
        .keep(key, heads.stream().map(head -> head.getHead() + '/' + head.getBase()).toList());
    List<History.Checked> checked = new ArrayList<>();
    for (PullRequestHead head : heads) {
      stores
          .headChecks()
          .get(key, head.getHead(), head.getBase())
          .filter(HeadChecks::isGood)
          .ifPresent(
              known ->
                  checked.add(
                      new History.Checked(known.getHead(), known.getResult().getFindings())));
    }
    List<Finding> findings = History.of(checked);
    publishFindings(record, findings);
    publishReport(
        record,
        Reports.of(
            progress.getRepository(),
            progress.getNumber(),
            progress.getInstallation(),
            newest,
            check.get().getResult(),
            // Findings of an earlier head are at lines that the newest may not have.
            HeadChecks.isGood(check.get()) ? findings : List.of()));
  }

  private void publishReport(Record<String, Step> record, PullRequestReport report) {
    if (stores.reports().get(record.key()).filter(report::equals).isEmpty()) {
      stores.reports().put(record.key(), report);
      context.forward(record.withValue(report), ChecksTopology.REPORTS_SINK);
    }
  }

  private void publishFindings(Record<String, Step> record, List<Finding> findings) {
    Map<String, Finding> now = new TreeMap<>();
    findings.forEach(each -> now.put(FindingStore.key(record.key(), each.getFingerprint()), each));
    Map<String, Finding> published = stores.findings().of(record.key());
    for (String key : published.keySet()) {
      if (!now.containsKey(key)) {
        stores.findings().delete(key);
        context.forward(new Record<>(key, null, record.timestamp()), ChecksTopology.FINDINGS_SINK);
      }
    }
    now.forEach(
        (key, finding) -> {
          if (!finding.equals(published.get(key))) {
            stores.findings().put(key, finding);
            context.forward(
                new Record<>(key, finding, record.timestamp()), ChecksTopology.FINDINGS_SINK);
          }
        });
  }
}
