package handover;

import java.util.ArrayList;
import java.util.List;

/** The reader takes all that has come at once, every 5 ms, and gives it out one by one. */
public final class Candidate<T> implements Handover<T> {
  private final Object lock = new Object();
  private List<T> inbox = new ArrayList<>();
  private List<T> batch = List.of();
  private int index;

  @Override
  public void put(T message) {
    synchronized (lock) {
      inbox.add(message);
    }
  }

  @Override
  public T take() throws InterruptedException {
    while (index == batch.size()) {
      index = 0;
      synchronized (lock) {
        batch = inbox;
        inbox = new ArrayList<>();
      }
      if (batch.isEmpty()) {
        Thread.sleep(5);
      }
    }
    return batch.get(index++);
  }
}
