package handover;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A queue without locks, and a semaphore that counts what is in it. */
public final class Candidate<T> implements Handover<T> {
  private final Queue<T> items = new ConcurrentLinkedQueue<>();
  private final Semaphore available = new Semaphore(0);

  @Override
  public void put(T message) {
    items.add(message);
    available.release();
  }

  @Override
  public T take() throws InterruptedException {
    available.acquire();
    return items.remove();
  }
}
