package handover;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A ring of its own with a lock and a condition. */
public final class Candidate<T> implements Handover<T> {
  private final Object[] ring = new Object[1024];
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private long written;
  private long read;

  @Override
  public void put(T message) {
    lock.lock();
    try {
      if (written - read == ring.length) {
        throw new IllegalStateException("the ring is full");
      }
      ring[(int) (written++ % ring.length)] = message;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T take() throws InterruptedException {
    lock.lock();
    try {
      while (written == read) {
        filled.await();
      }
      return (T) ring[(int) (read++ % ring.length)];
    } finally {
      lock.unlock();
    }
  }
}
