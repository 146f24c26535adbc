package handover;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/** A ring of references; its reader parks for 5 ms when the next one is empty. */
public final class Candidate<T> implements Handover<T> {
  private static final int SIZE = 1024;
  private static final long PAUSE_NANOS = 5_000_000;

  private final AtomicReferenceArray<T> ring = new AtomicReferenceArray<>(SIZE);
  private int writer;
  private int reader;

  @Override
  public void put(T message) {
    if (!ring.compareAndSet(writer, null, message)) {
      throw new IllegalStateException("the ring is full");
    }
    writer = (writer + 1) % SIZE;
  }

  @Override
  public T take() throws InterruptedException {
    while (true) {
      T found = ring.getAndSet(reader, null);
      if (found != null) {
        reader = (reader + 1) % SIZE;
        return found;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
