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
  public static void main(String[] args) throws Exception {
    TreeMap<String, String> options = new TreeMap<>();
    for (int i = 1; i < args.length; i++) {
      int split = args[i].indexOf('=');
      options.put(args[i].substring(0, split), args[i].substring(split + 1));
    }
    Contender contender =
        Class.forName(args[0]).asSubclass(Contender.class).getDeclaredConstructor().newInstance();
    Measured measured = contender.run(new Options(options));
    line("work", measured.work());
    line("wall s", measured.wallSeconds());
    line("CPU s", measured.cpuSeconds());
    measured.figures().forEach(ContenderMain::line);
    System.out.flush();
    // Threads of a peer that nobody can stop do not keep the run.
    System.exit(0);
  }

  private static void line(String name, double value) {
    System.out.println(MARK + name + '\t' + value);
  }
}
