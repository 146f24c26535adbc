package dev.winnow.worker.agent.builtin;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a built-in agent in the checkout that is the working directory. */
public final class BuiltInMain {
  private BuiltInMain() {}

  /**
   * Exits with 0 when the agent is done, and with 1 after one line that says why it is not.
   *
   * @param arguments {@code sweep} or {@code mutate}, and the file with the {@link Request}
   */
  public static void main(String[] arguments) {
    try {
      Request request = Request.read(Path.of(arguments[1]));
      Path checkout = Path.of("").toAbsolutePath();
      String note =
          switch (arguments[0]) {
            case "sweep" -> new Sweep(checkout, request).run();
            case "mutate" -> new Mutate(checkout, request).run();
            default -> throw new AgentProblem("there is no built-in agent " + arguments[0]);
          };
      request.report(note);
      System.out.println(note);
    } catch (AgentProblem e) {
      fail("error: " + e.getMessage());
    } catch (IOException e) {
      fail("error: a file cannot be read or written: " + e.getMessage());
    }
  }

  private static void fail(String why) {
    System.err.println(why);
    System.exit(1);
  }
}
