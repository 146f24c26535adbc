package handover;

/** Hands messages from one thread to another, in order. Neither loses nor doubles any. */
public interface Handover<T> {
  /** Gives a message; does not wait for whoever takes it. At most 1000 are under way. */
  void put(T message);

  /** Takes the next message; waits until there is one. */
  T take() throws InterruptedException;
}
