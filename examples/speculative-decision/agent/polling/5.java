package handover;

import java.util.concurrent.atomic.AtomicReference;

/** A stack of nodes, turned around by its reader, who looks every 5 ms. */
public final class Candidate<T> implements Handover<T> {
  private record Node<V>(V value, Node<V> below) {}

  private final AtomicReference<Node<T>> top = new AtomicReference<>();
  private Node<T> turned;

  @Override
  public void put(T message) {
    top.updateAndGet(below -> new Node<>(message, below));
  }

  @Override
  public T take() throws InterruptedException {
    while (turned == null) {
      for (Node<T> node = top.getAndSet(null); node != null; node = node.below()) {
        turned = new Node<>(node.value(), turned);
      }
      if (turned == null) {
        Thread.sleep(5);
      }
    }
    T value = turned.value();
    turned = turned.below();
    return value;
  }
}
