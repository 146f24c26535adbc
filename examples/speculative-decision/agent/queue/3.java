package handover;

import java.util.ArrayDeque;
import java.util.Deque;

/** A monitor: whoever waits is woken by whoever puts. */
public final class Candidate<T> implements Handover<T> {
  private final Deque<T> messages = new ArrayDeque<>();

  @Override
  public void put(T message) {
    synchronized (messages) {
      messages.addLast(message);
      messages.notifyAll();
    }
  }

  @Override
  public T take() throws InterruptedException {
    synchronized (messages) {
      while (messages.isEmpty()) {
        messages.wait();
      }
      return messages.removeFirst();
    }
  }
}
