package dev.winnow.streams.metrics;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.ContestMeters;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.TaskStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All metrics of the application. What the stores say is true of the partitions that this instance
 * has, and is added up over instances; counters say what this process did.
 */
public final class StreamsAppMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsAppMetrics.class);
  private static final String PREFIX = "winnow.streams.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Function<String, ReadOnlyKeyValueStore<String, ?>> stores;
  private final StreamsSums sums;
  private final Aged<ContestTotals> totals;
  private final List<AutoCloseable> closing = new ArrayList<>();
  private final List<MultiGauge> money = new ArrayList<>();

  /**
   * @param stores finds a store of this instance by name
   * @param kafka Kafka Streams' metrics
   * @param isReady whether the stores can be read
   * @param openStreams event streams that are open
   * @param deadLetters records of the dead letters' topic; NaN if it is not known
   * @param storeMemory what the stores take of memory outside of the heap, in bytes
   * @param standbyAge how old the oldest standby copy is, in seconds; NaN if it is not known
   */
  public StreamsAppMetrics(
      Function<String, ReadOnlyKeyValueStore<String, ?>> stores,
      Supplier<? extends Map<MetricName, ? extends Metric>> kafka,
      BooleanSupplier isReady,
      LongSupplier openStreams,
      Supplier<Double> deadLetters,
      LongSupplier storeMemory,
      DoubleSupplier standbyAge) {
    this.stores = stores;
    this.sums = new StreamsSums(kafka);
    this.totals = new Aged<>("what contests come to", this::total, System::nanoTime);
    // Our own are told below, by names that say what they are.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("kafka.winnow"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
    gauge("ready", () -> isReady.getAsBoolean() ? 1 : 0, "1 while the stores can be read");
    gauge("http.streams", openStreams::getAsLong, "Event streams that are open");
    gauge(
        "dead.letters",
        () -> deadLetters.get(),
        "Records of winnow.dead-letters, of all processes, ends of transactions included; 0 is 0");
    gauge(
        "store.memory.bytes",
        storeMemory::getAsLong,
        "What all stores take of memory outside of the heap, of state.memory.mib");
    gauge(
        "standby.age.seconds",
        standbyAge::getAsDouble,
        "How old the oldest standby copy is; NaN without one, and until all have caught up once");
    contests();
    budget();
    work();
    streams();
  }

  /** Tells of the disk that a folder is on; 0 as long as there is no such folder. */
  public void watch(Path folder) {
    File file = folder.toFile();
    gauge("disk.bytes", file::getTotalSpace, "The size of the disk that state.folder is on");
    gauge("disk.free.bytes", file::getUsableSpace, "What can be written to it yet");
  }

  /** Adds all that Kafka Streams and its clients tell of themselves. */
  public void bind(KafkaStreams kafka) {
    KafkaStreamsMetrics bound = new KafkaStreamsMetrics(kafka);
    bound.bindTo(registry);
    closing.add(bound);
  }

  /** The registry, for what is timed elsewhere. */
  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Everything as text, in version 0.0.4 of the format. */
  public String scrape() {
    register(totals.get());
    sums.look();
    return registry.scrape();
  }

  @Override
  public void close() {
    closing.forEach(StreamsAppMetrics::close);
    collections.close();
    registry.close();
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      LOG.warn("Metrics cannot be closed: {}", e.getMessage());
    }
  }

  private void contests() {
    for (ContestStatus status : ContestStatus.values()) {
      Gauge.builder(
              PREFIX + "contests", () -> told(each -> each.contests().getOrDefault(status, 0)))
          .description("Contests of this instance's partitions")
          .tag("status", ContestMeters.word(status))
          .register(registry);
    }
    open(OrderKind.ATTEMPT, ContestTotals::attempts);
    open(OrderKind.EVALUATION, ContestTotals::evaluations);
    open(OrderKind.VOTE, ContestTotals::votes);
    gauge(
        "store.scan.seconds",
        totals::seconds,
        "How long it took to add the contests up, at most each five seconds");
  }

  private void open(OrderKind kind, ToDoubleFunction<ContestTotals> figure) {
    Gauge.builder(PREFIX + "orders.open", () -> told(figure))
        .description("Orders that are out")
        .tag("kind", ContestMeters.word(kind))
        .register(registry);
  }

  private void budget() {
    dollars("money.spent.dollars", ContestTotals::spent, "Settled, of open contests");
    dollars("money.reserved.dollars", ContestTotals::reserved, "Reserved for what is out");
    dollars("money.cap.dollars", ContestTotals::cap, "Caps of the open contests that have one");
    dollars(
        "budget.overshoot.dollars",
        ContestTotals::overshoot,
        "Above the caps of all contests; 0 unless something is wrong");
    for (String figure : List.of("spent", "reserved", "cap")) {
      money.add(
          MultiGauge.builder(PREFIX + "task.money." + figure + ".dollars")
              .description("Of the twenty open contests that use most")
              .register(registry));
    }
  }

  private void register(Optional<ContestTotals> now) {
    List<ContestTotals.OpenTask> tasks = now.map(ContestTotals::dearest).orElse(List.of());
    List<Function<ContestTotals.OpenTask, Optional<BigDecimal>>> figures =
        List.of(
            task -> Optional.of(task.spent()),
            task -> Optional.of(task.reserved()),
            ContestTotals.OpenTask::cap);
    for (int index = 0; index < figures.size(); index++) {
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      for (ContestTotals.OpenTask task : tasks) {
        figures
            .get(index)
            .apply(task)
            .ifPresent(
                value ->
                    rows.add(
                        MultiGauge.Row.of(Tags.of("task", task.taskId()), value.doubleValue())));
      }
      money.get(index).register(rows, true);
    }
  }

  private void work() {
    for (OrderKind kind : OrderKind.values()) {
      String word = ContestMeters.word(kind);
      counter("orders.issued", ContestMeters.ISSUED, Tags.of("kind", word), "Orders issued");
      for (Outcome outcome : Outcome.values()) {
        counter(
            "results.settled",
            ContestMeters.SETTLED,
            Tags.of("kind", word, "outcome", ContestMeters.word(outcome)),
            "Orders settled");
      }
    }
    counter(
        "duplicates",
        ContestMeters.DUPLICATES,
        Tags.empty(),
        "Attempts that needed no evaluation since another made the same change");
    counter(
        "late.costs.dollars",
        ContestMeters.LATE_COSTS,
        Tags.empty(),
        "US dollars that runs cost whose order was settled by another run");
    for (VerdictKind kind : VerdictKind.values()) {
      counter(
          "verdicts",
          ContestMeters.VERDICTS,
          Tags.of("kind", ContestMeters.word(kind)),
          "Contests decided");
    }
    FunctionTimer.builder(
            PREFIX + "decision.latency",
            sums,
            each -> (long) own(ContestMeters.DECISIONS),
            each -> own(ContestMeters.DECISION_MS),
            TimeUnit.MILLISECONDS)
        .description("From the last result to the verdict that it led to")
        .register(registry);
  }

  private double own(String name) {
    return sums.sum(ContestMeters.GROUP, name, Map.of());
  }

  private void counter(String name, String metric, Tags tags, String description) {
    Map<String, String> wanted = new java.util.TreeMap<>();
    tags.forEach(tag -> wanted.put(tag.getKey(), tag.getValue()));
    FunctionCounter.builder(
            PREFIX + name, sums, each -> each.sum(ContestMeters.GROUP, metric, wanted))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void streams() {
    gauge(
        "lag.records",
        () -> sums.max("records-lag-max"),
        "Records behind of the partition that is furthest behind");
    gauge(
        "restore.remaining.records",
        () -> sums.sum("restore-remaining-records-total"),
        "Records that have to be read before all stores can be; standby copies do not count");
    gauge(
        "threads.failed",
        () -> sums.sum("failed-stream-threads"),
        "Stream threads that failed since the start and were replaced");
  }

  private void dollars(
      String name, Function<ContestTotals, BigDecimal> figure, String description) {
    gauge(name, () -> told(each -> figure.apply(each).doubleValue()), description);
  }

  private void gauge(String name, Supplier<Number> figure, String description) {
    Gauge.builder(PREFIX + name, figure).description(description).register(registry);
  }

  private double told(ToDoubleFunction<ContestTotals> figure) {
    return totals.get().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  private ContestTotals total() {
    ReadOnlyKeyValueStore<String, Task> tasks = records(TaskStore.NAME);
    try (KeyValueIterator<String, Contest> all = this.<Contest>records(ContestStore.NAME).all()) {
      return ContestTotals.of(
          new Values<>(all),
          taskId ->
              Optional.ofNullable(tasks.get(taskId)).flatMap(task -> task.getBudget().getMoney()));
    }
  }

  // A store's name and its type of record are written together in the store's class.
  @SuppressWarnings("unchecked")
  private <T> ReadOnlyKeyValueStore<String, T> records(String name) {
    return (ReadOnlyKeyValueStore<String, T>) stores.apply(name);
  }
}
