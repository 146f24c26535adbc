package dev.winnow.streams.checks.store;

import dev.winnow.schemas.HeadCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Checks of heads. Key: repository#number/head/base. */
public final class HeadCheckStore {
  public static final String NAME = "checks-by-head-store";

  private final KeyValueStore<String, HeadCheck> store;

  HeadCheckStore(KeyValueStore<String, HeadCheck> store) {
    this.store = store;
  }

  public Optional<HeadCheck> get(String pullRequest, String head, String base) {
    return Optional.ofNullable(store.get(key(pullRequest, head, base)));
  }

  public void put(String pullRequest, HeadCheck check) {
    store.put(key(pullRequest, check.getHead(), check.getBase()), check);
  }

  /** Drops the checks of a pull request that are of none of the given heads. */
  public void keep(String pullRequest, List<String> headsAndBases) {
    List<String> dropped = new ArrayList<>();
    String prefix = pullRequest + '/';
    try (KeyValueIterator<String, HeadCheck> all =
        store.prefixScan(prefix, new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<String, HeadCheck> entry = all.next();
        if (!headsAndBases.contains(entry.key.substring(prefix.length()))) {
          dropped.add(entry.key);
        }
      }
    }
    dropped.forEach(store::delete);
  }

  private static String key(String pullRequest, String head, String base) {
    return pullRequest + '/' + head + '/' + base;
  }
}
