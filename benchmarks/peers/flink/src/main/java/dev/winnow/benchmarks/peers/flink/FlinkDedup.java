package dev.winnow.benchmarks.peers.flink;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.dedup.Bids;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Nexmark's q18 with q19 on top of it, in Flink SQL: the newest bid of each bidder in each auction,
 * and of those the ten highest of each auction. In a cluster in this JVM with one slot; state is in
 * RocksDB, and no checkpoints are taken.
 */
public final class FlinkDedup implements Contender {
  private static final String COLUMNS = "auction, bidder, price, channel, url, `dateTime`, extra";

  @Override
  public Measured run(Options options) throws Exception {
    boolean isChanging = Boolean.parseBoolean(options.text("changing"));
    Bids bids =
        new Bids(
            options.number("seed"),
            options.number("auctions"),
            options.number("bidders"),
            isChanging);
    Run run = Run.begin(bids, options.number("warm-up"), options.number("events"), isChanging);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration(options));
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.executeSql(
        """
        CREATE TABLE bid (
          auction INT, bidder INT, price BIGINT, channel STRING, url STRING,
          `dateTime` TIMESTAMP(3), extra STRING
          %s
        ) WITH ('connector' = 'bids')
        """
            .formatted(
                isChanging
                    ? ", PRIMARY KEY (auction, bidder) NOT ENFORCED"
                    : ", WATERMARK FOR `dateTime` AS `dateTime`"));
    tables.executeSql(
        """
        CREATE TABLE best (
          auction INT, bidder INT, price BIGINT, channel STRING, url STRING,
          `dateTime` TIMESTAMP(3), extra STRING
        ) WITH ('connector' = 'bids')
        """);
    tables
        .executeSql(
            """
            INSERT INTO best SELECT %1$s FROM (
              SELECT %1$s, ROW_NUMBER() OVER (
                PARTITION BY auction ORDER BY price DESC) AS place
              FROM (
                SELECT %1$s FROM (
                  SELECT %1$s, ROW_NUMBER() OVER (
                    PARTITION BY bidder, auction ORDER BY `dateTime` DESC) AS newest
                  FROM bid)
                WHERE newest <= 1))
            WHERE place <= 10
            """
                .formatted(COLUMNS))
        .await();
    return run.end();
  }

  private static Configuration configuration(Options options) {
    Configuration configuration = new Configuration();
    configuration.setString("state.backend.type", "rocksdb");
    configuration.setString("taskmanager.memory.managed.size", "256m");
    // Rows are not changed after they are handed on.
    configuration.setString("pipeline.object-reuse", "true");
    if (Boolean.parseBoolean(options.text("mini-batch"))) {
      // As Nexmark's own benchmark sets it.
      configuration.setString("table.exec.mini-batch.enabled", "true");
      configuration.setString("table.exec.mini-batch.allow-latency", "2s");
      configuration.setString("table.exec.mini-batch.size", "50000");
    }
    return configuration;
  }
}
