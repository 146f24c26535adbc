package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.schema.Flow;

/** What a service does at a channel. */
enum Action {
  SEND(Flow.PRODUCED, Part.RESPONSE_FIELD),
  RECEIVE(Flow.CONSUMED, Part.REQUEST_FIELD),
  /** A channel without operations: either. */
  UNSAID(Flow.BOTH, Part.RESPONSE_FIELD);

  private final Flow flow;
  private final Part fields;

  Action(Flow flow, Part fields) {
    this.flow = flow;
    this.fields = fields;
  }

  Flow flow() {
    return flow;
  }

  /** What consumers use of the messages. */
  Part fields() {
    return fields;
  }

  Action opposite() {
    return this == SEND ? RECEIVE : this == RECEIVE ? SEND : UNSAID;
  }
}
