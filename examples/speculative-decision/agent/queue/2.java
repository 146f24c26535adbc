package handover;

import java.util.concurrent.ArrayBlockingQueue;

/** A ring of fixed size that blocks. */
public final class Candidate<T> implements Handover<T> {
  private static final int MOST = 1024;

  private final ArrayBlockingQueue<T> ring = new ArrayBlockingQueue<>(MOST);

  @Override
  public void put(T message) {
    if (!ring.offer(message)) {
      throw new IllegalStateException("more than " + MOST + " messages are under way");
    }
  }

  @Override
  public T take() throws InterruptedException {
    return ring.take();
  }
}
