package dev.winnow.streams.checks.store;

import dev.winnow.schemas.Finding;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Findings as they were last published. Key: repository#number/fingerprint. */
public final class FindingStore {
  public static final String NAME = "findings-by-fingerprint-store";

  private final KeyValueStore<String, Finding> store;

  FindingStore(KeyValueStore<String, Finding> store) {
    this.store = store;
  }

  /** The key of a finding. */
  public static String key(String pullRequest, String fingerprint) {
    return pullRequest + '/' + fingerprint;
  }

  public void put(String key, Finding finding) {
    store.put(key, finding);
  }

  public void delete(String key) {
    store.delete(key);
  }

  /** Findings of a pull request by key. */
  public Map<String, Finding> of(String pullRequest) {
    return of(store, pullRequest);
  }

  /** The same on a store that is only read. */
  public static Map<String, Finding> of(
      ReadOnlyKeyValueStore<String, Finding> store, String pullRequest) {
    Map<String, Finding> findings = new TreeMap<>();
    try (KeyValueIterator<String, Finding> all =
        store.prefixScan(key(pullRequest, ""), new StringSerializer())) {
      all.forEachRemaining(entry -> findings.put(entry.key, entry.value));
    }
    return findings;
  }
}
