import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Models of policies that remember keys which are not resident. */
final class HistoryModels {
  private HistoryModels() {}

  static Model.Factory twoQueues(double in, double out) {
    return capacity -> {
      int kin = Math.max(1, (int) (capacity * in));
      int kout = Math.max(1, (int) (capacity * out));
      Deque<Long> a1in = new ArrayDeque<>();
      Deque<Long> a1out = new ArrayDeque<>();
      Deque<Long> am = new ArrayDeque<>();
      return (key, evicted) -> {
        if (am.remove(key)) {
          am.addFirst(key);
          return true;
        }
        if (a1in.contains(key)) {
          return true;
        }
        boolean known = a1out.remove(key);
        if (a1in.size() + am.size() == capacity) {
          if (a1in.size() > kin || am.isEmpty()) {
            a1out.addFirst(a1in.removeLast());
            evicted.add(a1out.getFirst());
            if (a1out.size() > kout) {
              a1out.removeLast();
            }
          } else {
            evicted.add(am.removeLast());
          }
        }
        (known ? am : a1in).addFirst(key);
        return false;
      };
    };
  }

  /** ARC by its invariants: where the directory is full, the history gives way. */
  static Model arc(int capacity) {
    Deque<Long> t1 = new ArrayDeque<>();
    Deque<Long> t2 = new ArrayDeque<>();
    Deque<Long> b1 = new ArrayDeque<>();
    Deque<Long> b2 = new ArrayDeque<>();
    int[] p = new int[1];
    return (key, evicted) -> {
      if (t1.remove(key) || t2.remove(key)) {
        t2.addFirst(key);
        return true;
      }
      boolean in1 = b1.contains(key);
      boolean in2 = b2.contains(key);
      if (in1) {
        p[0] = Math.min(capacity, p[0] + Math.max(1, b2.size() / b1.size()));
      } else if (in2) {
        p[0] = Math.max(0, p[0] - Math.max(1, b1.size() / b2.size()));
      }
      boolean full = t1.size() + t2.size() == capacity;
      if (!in1 && !in2 && t1.size() == capacity) {
        evicted.add(t1.removeLast());
      } else if (full) {
        boolean first = !t1.isEmpty() && (t1.size() > p[0] || (in2 && t1.size() == p[0]));
        if (!in1 && !in2) {
          if (t1.size() + b1.size() == capacity) {
            b1.removeLast();
          } else if (t2.size() + b2.size() + t1.size() + b1.size() == 2 * capacity) {
            b2.removeLast();
          }
        }
        long victim = (first ? t1 : t2).removeLast();
        (first ? b1 : b2).addFirst(victim);
        evicted.add(victim);
      }
      b1.remove(key);
      b2.remove(key);
      (in1 || in2 ? t2 : t1).addFirst(key);
      return false;
    };
  }

  /** CAR line by line as in figure 2 of the paper; the head of a clock is first. */
  static Model car(int capacity) {
    Deque<Long> t1 = new ArrayDeque<>();
    Deque<Long> t2 = new ArrayDeque<>();
    Deque<Long> b1 = new ArrayDeque<>(); // the LRU first
    Deque<Long> b2 = new ArrayDeque<>();
    Set<Long> bits = new HashSet<>();
    int[] p = new int[1];
    return (key, evicted) -> {
      if (t1.contains(key) || t2.contains(key)) {
        bits.add(key);
        return true;
      }
      boolean in1 = b1.contains(key);
      boolean in2 = b2.contains(key);
      if (t1.size() + t2.size() == capacity) {
        boolean found = false;
        while (!found) {
          boolean first = t1.size() >= Math.max(1, p[0]);
          long head = (first ? t1 : t2).removeFirst();
          found = !bits.remove(head);
          if (found) {
            (first ? b1 : b2).addLast(head);
            evicted.add(head);
          } else {
            t2.addLast(head);
          }
        }
        if (!in1 && !in2 && t1.size() + b1.size() == capacity) {
          b1.removeFirst();
        } else if (!in1
            && !in2
            && t1.size() + t2.size() + b1.size() + b2.size() == 2 * capacity) {
          b2.removeFirst();
        }
      }
      if (in1) {
        p[0] = Math.min(p[0] + Math.max(1, b2.size() / b1.size()), capacity);
        b1.remove(key);
      } else if (in2) {
        p[0] = Math.max(p[0] - Math.max(1, b1.size() / b2.size()), 0);
        b2.remove(key);
      }
      (in1 || in2 ? t2 : t1).addLast(key);
      return false;
    };
  }

  static Model.Factory s3Fifo(double share, int usesToMove) {
    return capacity -> {
      int most = Math.max(1, (int) (capacity * share));
      Deque<Long> small = new ArrayDeque<>();
      Deque<Long> main = new ArrayDeque<>();
      Deque<Long> ghosts = new ArrayDeque<>();
      Map<Long, Integer> uses = new HashMap<>();
      return (key, evicted) -> {
        if (uses.containsKey(key)) {
          uses.merge(key, 1, (a, b) -> Math.min(3, a + b));
          return true;
        }
        boolean ghost = ghosts.remove(key);
        while (uses.size() == capacity) {
          if (small.size() >= most) {
            long tail = small.removeLast();
            if (uses.get(tail) >= usesToMove) {
              main.addFirst(tail);
              uses.put(tail, 0);
            } else {
              uses.remove(tail);
              evicted.add(tail);
              ghosts.addFirst(tail);
              while (ghosts.size() > capacity - most) {
                ghosts.removeLast();
              }
            }
          } else {
            long tail = main.removeLast();
            if (uses.get(tail) > 0) {
              uses.merge(tail, -1, Integer::sum);
              main.addFirst(tail);
            } else {
              uses.remove(tail);
              evicted.add(tail);
            }
          }
        }
        (ghost ? main : small).addFirst(key);
        uses.put(key, 0);
        return false;
      };
    };
  }

  /** LIRS with a stack that is searched, and no bound on the history. */
  static Model.Factory lirs(double share) {
    return capacity -> {
      int most = capacity - Math.max(1, (int) (capacity * share));
      List<Long> stack = new ArrayList<>(); // the bottom at 0
      Set<Long> lir = new HashSet<>();
      Deque<Long> queue = new ArrayDeque<>(); // resident HIR keys, the next victim first
      return (key, evicted) -> {
        boolean hit = lir.contains(key) || queue.contains(key);
        if (lir.contains(key)) {
          stack.remove(key);
          stack.add(key);
        } else if (!hit && lir.size() < most) {
          lir.add(key);
          stack.add(key);
        } else {
          if (hit) {
            queue.remove(key);
          } else if (lir.size() + queue.size() == capacity) {
            evicted.add(queue.removeFirst());
          }
          boolean wasInStack = stack.remove(key);
          stack.add(key);
          if (wasInStack && most > 0) {
            lir.add(key);
            long bottom = stack.get(0);
            lir.remove(bottom);
            queue.addLast(bottom);
          } else {
            queue.addLast(key);
          }
        }
        while (!stack.isEmpty() && !lir.contains(stack.get(0))) {
          stack.remove(0);
        }
        return hit;
      };
    };
  }
}
