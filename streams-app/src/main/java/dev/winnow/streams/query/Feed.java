package dev.winnow.streams.query;

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
    void send(String event, SpecificRecord record, String id);
  }

  /** Sends what is new. */
  Look look(Sink sink);
}
