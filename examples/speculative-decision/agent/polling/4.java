package handover;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** A queue that could block, and is asked all the same: first every 4 ms, then every 6. */
public final class Candidate<T> implements Handover<T> {
  private final LinkedBlockingDeque<T> line = new LinkedBlockingDeque<>();

  @Override
  public void put(T message) {
    line.addLast(message);
  }

  @Override
  public T take() throws InterruptedException {
    long pause = 4;
    for (T head = line.pollFirst(); ; head = line.pollFirst()) {
      if (head != null) {
        return head;
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(6, pause + 1);
    }
  }
}
