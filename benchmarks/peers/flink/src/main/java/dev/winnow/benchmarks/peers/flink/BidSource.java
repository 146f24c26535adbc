package dev.winnow.benchmarks.peers.flink;

import dev.winnow.benchmarks.dedup.Bid;
import dev.winnow.benchmarks.dedup.Bids;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/** Draws bids in the task that reads them; rows are Flink's own, so that nothing is converted. */
final class BidSource implements ScanTableSource {
  private final DataType type;

  BidSource(DataType type) {
    this.type = type;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return Run.current().changing() ? ChangelogMode.all() : ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    TypeInformation<RowData> rows = context.createTypeInformation(type);
    return new DataStreamScanProvider() {
      @Override
      public DataStream<RowData> produceDataStream(
          ProviderContext provider, StreamExecutionEnvironment environment) {
        return environment
            .fromSource(
                new NumberSequenceSource(1, Run.current().all()),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .setParallelism(1)
            .flatMap(new Draw())
            .setParallelism(1)
            .returns(rows);
      }

      @Override
      public boolean isBounded() {
        // What a bounded source feeds may be run as a batch; this is to be run as a stream.
        return false;
      }
    };
  }

  @Override
  public DynamicTableSource copy() {
    return new BidSource(type);
  }

  @Override
  public String asSummaryString() {
    return "bids";
  }

  private static final class Draw implements FlatMapFunction<Long, RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Long number, Collector<RowData> out) {
      Bids.Event event = Run.current().next();
      Bid before = event.before();
      Bid after = event.after();
      if (before != null) {
        out.collect(row(after == null ? RowKind.DELETE : RowKind.UPDATE_BEFORE, before));
      }
      if (after != null) {
        out.collect(row(before == null ? RowKind.INSERT : RowKind.UPDATE_AFTER, after));
      }
    }

    private static RowData row(RowKind kind, Bid bid) {
      return GenericRowData.ofKind(
          kind,
          bid.auction(),
          bid.bidder(),
          bid.price(),
          StringData.fromString(bid.channel()),
          StringData.fromString(bid.url()),
          TimestampData.fromEpochMillis(bid.time()),
          StringData.fromString(bid.extra()));
    }
  }
}
