package handover;

import java.util.concurrent.LinkedBlockingQueue;

/** A linked queue that blocks. */
public final class Candidate<T> implements Handover<T> {
  private final LinkedBlockingQueue<T> queue = new LinkedBlockingQueue<>();

  @Override
  public void put(T message) {
    queue.add(message);
  }

  @Override
  public T take() throws InterruptedException {
    return queue.take();
  }
}
