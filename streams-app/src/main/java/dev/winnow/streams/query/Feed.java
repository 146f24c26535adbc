package dev.winnow.streams.query;

import dev.winnow.schemas.RecordJson;
import org.apache.avro.specific.SpecificRecord;

/** What one client is told of one thing; remembers what it has been told. For one thread. */
interface Feed {
  /** What came of a look. */
  enum Look {
    NOTHING_NEW,
    SENT,
    /** There will be no more. */
    ENDED
  }

  /** Takes events; what came with the id of an event and before need not be told again. */
  interface Sink {
    /**
     * Sends an event.
     *
     * @param data JSON
     */
    void send(String event, String data, String id);

    /** Sends a record. */
    default void send(String event, SpecificRecord record, String id) {
      send(event, RecordJson.of(record).toString(), id);
    }
  }

  /** Sends what is new. */
  Look look(Sink sink);

  /** Lets go of what it holds; nobody listens any more. */
  default void close() {}
}
