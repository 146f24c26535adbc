package dev.winnow.schemas.topics;

import java.util.List;
import java.util.Map;

/**
 * What is to be done with one topic.
 *
 * @param topic its name
 * @param kind what is done
 * @param partitions how many it has afterwards
 * @param replication how many replicas a new one has; 0 for one that exists
 * @param grows whether one that exists gets more partitions
 * @param config settings that are set, by key
 * @param changes what changes, a phrase each, for a person
 * @param refusal why nothing is done; empty unless refused
 * @param mend what to do about that; empty unless refused
 * @param warnings what nothing is done about and should be known, a sentence each
 */
public record TopicStep(
    String topic,
    Kind kind,
    int partitions,
    short replication,
    boolean grows,
    Map<String, String> config,
    List<String> changes,
    String refusal,
    String mend,
    List<String> warnings) {

  public TopicStep {
    config = Map.copyOf(config);
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }

  /** What is done with a topic. */
  public enum Kind {
    CREATE,
    /** It exists, and gets other settings, more partitions, or both. */
    CHANGE,
    NOTHING,
    /** What is asked for would break something. */
    REFUSED
  }

  static TopicStep refused(String topic, TopicState state, String refusal, String mend) {
    return new TopicStep(
        topic,
        Kind.REFUSED,
        state.partitions(),
        (short) 0,
        false,
        Map.of(),
        List.of(),
        refusal,
        mend,
        List.of());
  }
}
