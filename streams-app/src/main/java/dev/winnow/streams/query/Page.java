package dev.winnow.streams.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items what is on it, in the list's order
 * @param end the place in the list of the last of them; empty if nothing comes after it
 */
record Page<T>(List<T> items, Optional<String> end) {
  Page {
    items = List.copyOf(items);
  }

  /** The same part with items made of these. */
  <R> Page<R> map(Function<? super T, ? extends R> function) {
    return new Page<>(items.stream().<R>map(function).toList(), end);
  }

  /** Takes items in order until the page is full and it is known whether there are more. */
  static final class Builder<T> {
    private final int limit;
    private final Function<T, String> place;
    private final List<T> items;
    private boolean more;

    /**
     * @param limit how many it takes, from 1
     * @param place an item's place in the list
     */
    Builder(int limit, Function<T, String> place) {
      this.limit = limit;
      this.place = place;
      this.items = new ArrayList<>(Math.min(limit, 128));
    }

    /** Offers the next item; false when no other need be offered. */
    boolean offer(T item) {
      if (items.size() == limit) {
        more = true;
        return false;
      }
      items.add(item);
      return true;
    }

    Page<T> build() {
      return new Page<>(
          items, more ? Optional.of(place.apply(items.get(items.size() - 1))) : Optional.empty());
    }
  }
}
