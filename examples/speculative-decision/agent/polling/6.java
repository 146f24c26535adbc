package handover;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A numbered mailbox: the reader asks for the number that is next, every 5 ms. */
public final class Candidate<T> implements Handover<T> {
  private final ConcurrentMap<Long, T> mailbox = new ConcurrentHashMap<>();
  private long sent;
  private long received;

  @Override
  public void put(T message) {
    mailbox.put(++sent, message);
  }

  @Override
  public T take() throws InterruptedException {
    long wanted = received + 1;
    while (!mailbox.containsKey(wanted)) {
      Thread.sleep(5);
    }
    received = wanted;
    return mailbox.remove(wanted);
  }
}
