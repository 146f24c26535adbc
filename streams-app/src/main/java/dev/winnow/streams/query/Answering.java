package dev.winnow.streams.query;

import io.javalin.http.Context;

/** Answers a request about one thing. */
@FunctionalInterface
interface Answering<V> {
  /**
   * Answers.
   *
   * @param http the request
   * @param views what can be read of the thing
   */
  void answer(Context http, V views) throws Exception;
}
