package dev.winnow.benchmarks.compare;

import java.util.TreeMap;

/**
 * Runs one contender once and prints what it measured: a line for each number, between tabs. It
 * needs nothing but the JDK, since it runs on the class paths of peers as well.
 */
public final class ContenderMain {
  /** What a line with a number begins with; everything else on standard output is talk. */
  static final String MARK = "measured\t";

  private ContenderMain() {}

  /**
   * Runs it.
   *
   * @param args the contender's class, then options as {@code name=value}
   */
  public static void main(String[] args) {
    TreeMap<String, String> options = new TreeMap<>();
    for (int i = 1; i < args.length; i++) {
      int split = args[i].indexOf('=');
      options.put(args[i].substring(0, split), args[i].substring(split + 1));
    }
    run(args[0], new Options(options)).numbers().forEach(ContenderMain::line);
    System.out.flush();
    // Threads of a peer that nobody can stop do not keep the run.
    System.exit(0);
  }

  /** Ends the process if it fails, whatever threads it leaves. */
  private static Measured run(String contender, Options options) {
    try {
      return Class.forName(contender)
          .asSubclass(Contender.class)
          .getDeclaredConstructor()
          .newInstance()
          .run(options);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  private static void line(String name, double value) {
    System.out.println(MARK + name + '\t' + value);
  }
}
