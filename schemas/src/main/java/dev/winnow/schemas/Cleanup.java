package dev.winnow.schemas;

/** What a topic does with its older records. */
public enum Cleanup {
  /** Keeps the newest record of each key. */
  COMPACT("compact"),
  /** Keeps every record; how long is for whoever runs the cluster to say. */
  DELETE("delete");

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  /** Returns the value of Kafka's {@code cleanup.policy} for this. */
  public String policy() {
    return policy;
  }
}
