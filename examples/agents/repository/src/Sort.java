/** Sorts numbers: quicksort, and insertion sort for what is short. */
final class Sort {
  /** Parts that are no longer are left to insertion sort. */
  static final int CUTOFF = 1; // winnow: cutoff

  private Sort() {}

  static void sort(int[] a) {
    quick(a, 0, a.length - 1);
  }

  private static void quick(int[] a, int low, int high) {
    while (high - low + 1 > Math.max(1, CUTOFF)) {
      int pivot = a[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (a[j] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = a[i];
          a[i++] = a[j];
          a[j--] = swapped;
        }
      }
      if (j - low < high - i) {
        quick(a, low, j);
        low = i;
      } else {
        quick(a, i, high);
        high = j;
      }
    }
    insert(a, low, high);
  }

  private static void insert(int[] a, int low, int high) {
    for (int i = low + 1; i <= high; i++) {
      int value = a[i];
      int j = i;
      while (j > low && a[j - 1] > value) {
        a[j] = a[j - 1];
        j--;
      }
      a[j] = value;
    }
  }
}
