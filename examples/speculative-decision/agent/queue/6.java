package handover;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;

/** A transfer queue, which hands over without storing where somebody waits. */
public final class Candidate<T> implements Handover<T> {
  private final TransferQueue<T> transfer = new LinkedTransferQueue<>();

  @Override
  public void put(T message) {
    if (!transfer.tryTransfer(message)) {
      transfer.add(message);
    }
  }

  @Override
  public T take() throws InterruptedException {
    return transfer.take();
  }
}
