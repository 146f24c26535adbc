package dev.winnow.benchmarks.peers.flink;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** Tables that are drawn from memory, and tables that count what they get. */
public final class BidTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {
  /** For Flink's service loader. */
  public BidTableFactory() {}

  @Override
  public String factoryIdentifier() {
    return "bids";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new BidSource(context.getPhysicalRowDataType());
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    return new CountingSink();
  }
}
