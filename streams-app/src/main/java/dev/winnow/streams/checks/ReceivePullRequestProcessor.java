package dev.winnow.streams.checks;

import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.checks.report.Heads;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.checks.store.PullRequestStore;
import dev.winnow.streams.deadletter.DeadLetters;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Notes the head that an event tells of. One that is known, as in a redelivery, changes nothing.
 */
final class ReceivePullRequestProcessor
    implements Processor<String, PullRequestEvent, String, Object> {
  private ProcessorContext<String, Object> context;
  private CheckStores stores;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
  }

  @Override
  public void process(Record<String, PullRequestEvent> record) {
    if (record.value() == null) {
      return;
    }
    PullRequestEvent event = record.value();
    String key = PullRequestStore.key(event.getRepository().getName(), event.getNumber());
    Optional<String> refusal = refusal(record.key(), key, event);
    if (refusal.isPresent()) {
      context.forward(
          record.withValue(DeadLetters.of(context, event, refusal.get())),
          ChecksTopology.DEAD_LETTERS_SINK);
      return;
    }
    PullRequestProgress progress = stores.pullRequests().get(key).orElseGet(() -> begin(event));
    PullRequestHead head = head(event);
    PullRequestHead newest = progress.getHeads().isEmpty() ? null : newest(progress);
    List<PullRequestHead> heads = Heads.add(progress.getHeads(), head);
    boolean isNewest = Heads.newest(heads).equals(head);
    boolean tellsMore = isNewest && head.equals(newest) && !isToldBy(progress, event);
    if (heads.equals(progress.getHeads()) && !tellsMore) {
      return;
    }
    progress.setHeads(heads);
    if (isNewest) {
      progress.setRepository(event.getRepository());
      progress.setInstallation(event.getInstallation().orElse(null));
    }
    progress.setHeardAt(Instant.ofEpochMilli(context.currentSystemTimeMs()));
    stores.pullRequests().put(key, progress);
    context.forward(record.withValue(new Step.Advance()), ChecksTopology.ISSUE_CHECKS);
  }

  /** Why an event cannot be used; empty if it can. */
  private static Optional<String> refusal(String recordKey, String key, PullRequestEvent event) {
    if (!key.equals(recordKey)) {
      return Optional.of("the record's key is not '" + key + "'");
    }
    // 0 is the scan of the default branch.
    return event.getNumber() < 1
        ? Optional.of("number " + event.getNumber() + " is not that of a pull request")
        : Optional.empty();
  }

  private static PullRequestHead newest(PullRequestProgress progress) {
    return Heads.newest(progress.getHeads());
  }

  /**
   * Whether nothing new is in an event of a head that is known. GitHub tells one event to each
   * webhook, and only an App's names its installation; so of two events of one head the same one
   * counts, whichever came first.
   */
  private static boolean isToldBy(PullRequestProgress progress, PullRequestEvent event) {
    return told(progress.getInstallation(), progress.getRepository())
            .compareTo(told(event.getInstallation(), event.getRepository()))
        >= 0;
  }

  private static String told(Optional<Long> installation, HostedRepository repository) {
    return "%020d %s".formatted(installation.orElse(0L), repository);
  }

  private static PullRequestHead head(PullRequestEvent event) {
    return PullRequestHead.newBuilder()
        .setHead(event.getHead())
        .setBase(event.getBase())
        .setBaseRef(event.getBaseRef())
        .setUpdatedAt(event.getUpdatedAt())
        .setState(event.getState())
        .setBefore(event.getBefore().orElse(null))
        .build();
  }

  private static PullRequestProgress begin(PullRequestEvent event) {
    return PullRequestProgress.newBuilder()
        .setRepository(event.getRepository())
        .setNumber(event.getNumber())
        .setInstallation(event.getInstallation().orElse(null))
        .setHeads(List.of())
        .setSpend(new Spend(BigDecimal.ZERO.setScale(6), BigDecimal.ZERO.setScale(6), 0L, 0L))
        .build();
  }
}
