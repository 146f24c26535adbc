import java.util.Arrays;
import java.util.Random;

/** {@code test}: whether it sorts. {@code measure}: how long it takes, in ns a number. */
final class Check {
  private static final int LENGTH = 200_000;

  private Check() {}

  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(System.getenv().getOrDefault("WINNOW_SEED", "1")));
    if (arguments[0].equals("test")) {
      for (int length = 0; length < 300; length++) {
        int[] numbers = random.ints(length, 0, 1 + length / 2).toArray();
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        Sort.sort(numbers);
        if (!Arrays.equals(numbers, sorted)) {
          throw new AssertionError("length " + length + " is not sorted");
        }
      }
      return;
    }
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 30; round++) {
      int[] numbers = random.ints(LENGTH).toArray();
      long start = System.nanoTime();
      Sort.sort(numbers);
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.println("{\"ns_per_number\": " + (double) best / LENGTH + "}");
  }
}
