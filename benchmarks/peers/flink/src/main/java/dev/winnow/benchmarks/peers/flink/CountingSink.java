package dev.winnow.benchmarks.peers.flink;

import dev.winnow.benchmarks.dedup.Bid;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Counts what comes, and drops it. */
final class CountingSink implements DynamicTableSink {
  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.all();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return SinkV2Provider.of(new Counting());
  }

  @Override
  public DynamicTableSink copy() {
    return new CountingSink();
  }

  @Override
  public String asSummaryString() {
    return "counted";
  }

  private static final class Counting implements Sink<RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
      return new Writer();
    }
  }

  private static final class Writer implements SinkWriter<RowData> {
    @Override
    public void write(RowData row, Context context) {
      RowKind kind = row.getRowKind();
      Run.current()
          .output(
              new Bid(row.getInt(0), row.getInt(1), row.getLong(2), "", "", 0, ""),
              kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER);
    }

    @Override
    public void flush(boolean isEnd) {
      if (isEnd) {
        Run.current().stop();
      }
    }

    @Override
    public void close() {}
  }
}
