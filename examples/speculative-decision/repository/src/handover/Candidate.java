package handover;

import java.util.ArrayDeque;
import java.util.Deque;

/** As it is now: looks every 20 ms. */
public final class Candidate<T> implements Handover<T> {
  private final Deque<T> messages = new ArrayDeque<>();

  @Override
  public synchronized void put(T message) {
    messages.addLast(message);
  }

  @Override
  public T take() throws InterruptedException {
    T message = poll();
    while (message == null) {
      Thread.sleep(20);
      message = poll();
    }
    return message;
  }

  private synchronized T poll() {
    return messages.pollFirst();
  }
}
