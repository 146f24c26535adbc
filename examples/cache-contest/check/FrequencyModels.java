import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/** Models of policies that count, and of LRU insertion. */
final class FrequencyModels {
  private FrequencyModels() {}

  /** LRU insertion: a new key is the next victim until it is used. */
  static Model lip(int capacity) {
    LinkedList<Long> order = new LinkedList<>(); // the victim first
    return (key, evicted) -> {
      boolean hit = order.remove(key);
      if (!hit && order.size() == capacity) {
        evicted.add(order.removeFirst());
      }
      if (hit) {
        order.addLast(key);
      } else {
        order.addFirst(key);
      }
      return hit;
    };
  }

  /** Multi-queue with a history of four times the capacity. */
  static Model.Factory mq(int queues, int life) {
    return capacity -> {
      List<Deque<Long>> all = new ArrayList<>(); // the LRU of each first
      for (int i = 0; i < queues; i++) {
        all.add(new ArrayDeque<>());
      }
      Map<Long, Integer> remembered = new LinkedHashMap<>();
      Map<Long, Integer> uses = new HashMap<>();
      Map<Long, Long> expires = new HashMap<>();
      long[] time = new long[1];
      return (key, evicted) -> {
        time[0]++;
        boolean hit = uses.containsKey(key);
        Integer earlier = remembered.remove(key);
        if (hit) {
          all.forEach(queue -> queue.remove(key));
        } else if (uses.size() == capacity) {
          Deque<Long> lowest = all.stream().filter(q -> !q.isEmpty()).findFirst().orElseThrow();
          long victim = lowest.removeFirst();
          evicted.add(victim);
          remembered.put(victim, uses.remove(victim));
          if (remembered.size() > 4 * capacity) {
            remembered.remove(remembered.keySet().iterator().next());
          }
        }
        int count = 1 + (hit ? uses.get(key) : earlier != null ? earlier : 0);
        uses.put(key, count);
        int queue = 0;
        while (queue < queues - 1 && count >= 2 << queue) {
          queue++;
        }
        all.get(queue).addLast(key);
        expires.put(key, time[0] + (long) life * capacity);
        for (int k = 1; k < queues; k++) {
          Long head = all.get(k).peekFirst();
          if (head != null && expires.get(head) < time[0]) {
            all.get(k - 1).addLast(all.get(k).removeFirst());
            expires.put(head, time[0] + (long) life * capacity);
          }
        }
        return hit;
      };
    };
  }

  /** Hyperbolic caching that looks at all keys in place of a sample. */
  static Model hyperbolic(int capacity) {
    Map<Long, long[]> entries = new LinkedHashMap<>(); // uses, since
    long[] time = new long[1];
    return (key, evicted) -> {
      time[0]++;
      long[] entry = entries.get(key);
      if (entry != null) {
        entry[0]++;
        return true;
      }
      if (entries.size() == capacity) {
        long victim = 0;
        double lowest = Double.MAX_VALUE;
        for (Map.Entry<Long, long[]> e : entries.entrySet()) {
          double priority = (double) e.getValue()[0] / (time[0] - e.getValue()[1]);
          if (priority < lowest) {
            lowest = priority;
            victim = e.getKey();
          }
        }
        entries.remove(victim);
        evicted.add(victim);
      }
      entries.put(key, new long[] {1, time[0]});
      return false;
    };
  }

  /** W-TinyLFU with exact counts in place of a sketch. */
  static Model.Factory wTinyLfu(double share) {
    return capacity -> {
      int most = share == 0 ? 0 : Math.max(1, (int) (capacity * share));
      int mostGuarded = (int) ((capacity - most) * 0.8);
      Deque<Long> window = new ArrayDeque<>();
      Deque<Long> probation = new ArrayDeque<>();
      Deque<Long> guarded = new ArrayDeque<>();
      Map<Long, Integer> counts = new HashMap<>();
      int[] additions = new int[1];
      return (key, evicted) -> {
        counts.merge(key, 1, (a, b) -> Math.min(15, a + b));
        if (++additions[0] == 10 * capacity) {
          counts.replaceAll((k, count) -> count / 2);
          additions[0] /= 2;
        }
        if (window.remove(key)) {
          window.addFirst(key);
          return true;
        }
        if (probation.remove(key) || guarded.remove(key)) {
          guarded.addFirst(key);
          if (guarded.size() > mostGuarded) {
            probation.addFirst(guarded.removeLast());
          }
          return true;
        }
        window.addFirst(key);
        if (window.size() > most) {
          long candidate = window.removeLast();
          if (window.size() + probation.size() + guarded.size() < capacity) {
            probation.addFirst(candidate);
          } else if (!probation.isEmpty()
              && counts.get(candidate) > counts.get(probation.getLast())) {
            evicted.add(probation.removeLast());
            probation.addFirst(candidate);
          } else {
            evicted.add(candidate);
          }
        }
        return false;
      };
    };
  }
}
