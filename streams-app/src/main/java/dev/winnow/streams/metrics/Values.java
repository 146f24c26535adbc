package dev.winnow.streams.metrics;

import java.util.Iterator;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The values of a scan; whoever opened that closes it. */
record Values<T>(KeyValueIterator<?, T> scan) implements Iterator<T> {
  @Override
  public boolean hasNext() {
    return scan.hasNext();
  }

  @Override
  public T next() {
    return scan.next().value;
  }
}
