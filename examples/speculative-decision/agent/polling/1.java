package handover;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A queue without locks, looked at every 5 ms. */
public final class Candidate<T> implements Handover<T> {
  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();

  @Override
  public void put(T message) {
    waiting.add(message);
  }

  @Override
  public T take() throws InterruptedException {
    T next = waiting.poll();
    while (next == null) {
      Thread.sleep(5);
      next = waiting.poll();
    }
    return next;
  }
}
