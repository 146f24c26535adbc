import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Models with one queue or one order. */
final class Models {
  private Models() {}

  static Model fifo(int capacity) {
    Set<Long> queue = new LinkedHashSet<>();
    return (key, evicted) -> {
      if (queue.contains(key)) {
        return true;
      }
      if (queue.size() == capacity) {
        evicted.add(removeFirst(queue));
      }
      queue.add(key);
      return false;
    };
  }

  static Model lru(int capacity) {
    return new Model() {
      private List<Long> out;
      private final Map<Long, Boolean> map =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              if (size() > capacity) {
                out.add(eldest.getKey());
                return true;
              }
              return false;
            }
          };

      @Override
      public boolean access(long key, List<Long> evicted) {
        out = evicted;
        return map.put(key, true) != null;
      }
    };
  }

  static Model mru(int capacity) {
    LinkedList<Long> order = new LinkedList<>();
    return (key, evicted) -> {
      boolean hit = order.remove(key);
      if (!hit && order.size() == capacity) {
        evicted.add(order.removeLast());
      }
      order.addLast(key);
      return hit;
    };
  }

  /** CLOCK as what it is equal to: FIFO with reinsertion. */
  static Model.Factory clock(int maximum) {
    return capacity -> {
      Map<Long, Integer> counters = new LinkedHashMap<>();
      return (key, evicted) -> {
        if (counters.containsKey(key)) {
          counters.merge(key, 1, (a, b) -> Math.min(maximum, a + b));
          return true;
        }
        while (counters.size() == capacity) {
          long head = counters.keySet().iterator().next();
          int counter = counters.remove(head);
          if (counter == 0) {
            evicted.add(head);
          } else {
            counters.put(head, counter - 1);
          }
        }
        counters.put(key, 0);
        return false;
      };
    };
  }

  static Model.Factory lfu(boolean ageing) {
    return capacity -> {
      Map<Long, long[]> entries = new HashMap<>(); // priority, last use, count
      long[] clock = new long[2]; // time, age
      return (key, evicted) -> {
        clock[0]++;
        long[] entry = entries.get(key);
        boolean hit = entry != null;
        if (!hit && entries.size() == capacity) {
          long victim =
              entries.entrySet().stream()
                  .min(
                      Comparator.<Map.Entry<Long, long[]>>comparingLong(e -> e.getValue()[0])
                          .thenComparingLong(e -> e.getValue()[1]))
                  .orElseThrow()
                  .getKey();
          clock[1] = ageing ? entries.get(victim)[0] : 0;
          entries.remove(victim);
          evicted.add(victim);
        }
        long count = hit ? entry[2] + 1 : 1;
        entries.put(key, new long[] {clock[1] + count, clock[0], count});
        return hit;
      };
    };
  }

  static Model.Factory slru(double share) {
    return capacity -> {
      int most = (int) (capacity * share);
      Deque<Long> probation = new ArrayDeque<>();
      Deque<Long> guarded = new ArrayDeque<>();
      return (key, evicted) -> {
        boolean hit = probation.remove(key) || guarded.remove(key);
        if (hit) {
          guarded.addFirst(key);
          while (guarded.size() > most) {
            probation.addFirst(guarded.removeLast());
          }
        } else {
          if (probation.size() + guarded.size() == capacity) {
            evicted.add(probation.removeLast());
          }
          probation.addFirst(key);
        }
        return hit;
      };
    };
  }

  static Model sieve(int capacity) {
    List<Long> queue = new ArrayList<>(); // the oldest at 0
    Map<Long, Boolean> visited = new HashMap<>();
    int[] hand = {0};
    return (key, evicted) -> {
      if (visited.containsKey(key)) {
        visited.put(key, true);
        return true;
      }
      if (queue.size() == capacity) {
        if (hand[0] >= queue.size()) {
          hand[0] = 0;
        }
        while (visited.get(queue.get(hand[0]))) {
          visited.put(queue.get(hand[0]), false);
          hand[0] = (hand[0] + 1) % queue.size();
        }
        // What follows the removed key moves to its index. From past the newest the hand starts
        // over, even if a key is added there in the meantime.
        boolean newest = hand[0] == queue.size() - 1;
        long victim = queue.remove(hand[0]);
        visited.remove(victim);
        evicted.add(victim);
        hand[0] = newest ? 0 : hand[0];
      }
      queue.add(key);
      visited.put(key, false);
      return false;
    };
  }

  static Model.Factory lruK(int k, double share) {
    return capacity -> {
      Map<Long, LinkedList<Long>> uses = new HashMap<>(); // latest first, K at most
      Set<Long> resident = new LinkedHashSet<>();
      Set<Long> remembered = new LinkedHashSet<>();
      int most = (int) (capacity * share);
      long[] time = new long[1];
      return (key, evicted) -> {
        time[0]++;
        boolean hit = resident.contains(key);
        remembered.remove(key);
        if (!hit && resident.size() == capacity) {
          Comparator<Long> backwardDistance =
              Comparator.comparingLong(
                  page -> uses.get(page).size() < k ? Long.MIN_VALUE : uses.get(page).getLast());
          long victim =
              resident.stream()
                  .min(backwardDistance.thenComparingLong(page -> uses.get(page).getFirst()))
                  .orElseThrow();
          resident.remove(victim);
          evicted.add(victim);
          remembered.add(victim);
          if (remembered.size() > most) {
            uses.remove(removeFirst(remembered));
          }
        }
        LinkedList<Long> history = uses.computeIfAbsent(key, unknown -> new LinkedList<>());
        history.addFirst(time[0]);
        if (history.size() > k) {
          history.removeLast();
        }
        resident.add(key);
        return hit;
      };
    };
  }

  static <T> T removeFirst(Set<T> set) {
    T first = set.iterator().next();
    set.remove(first);
    return first;
  }
}
