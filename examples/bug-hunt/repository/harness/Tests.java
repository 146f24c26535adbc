import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles sources and tests and runs all tests, in one JVM: each public method of a class of test/
 * whose name begins with "should". A test that runs longer than two seconds has failed.
 *
 * <p>Prints what failed, and as its last line the metrics. The argument is how many lines the patch
 * changes.
 */
public final class Tests {
  private static final int SECONDS = 2;

  public static void main(String[] arguments) throws Exception {
    // What the code under test prints must not be taken for metrics.
    PrintStream out = System.out;
    System.setOut(new PrintStream(PrintStream.nullOutputStream()));
    Path classes = Files.createTempDirectory("bug-hunt");
    List<Path> tests = sources("test");
    List<String> command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", "" + classes));
    Stream.of(List.of(Path.of("harness", "Check.java")), sources("src"), tests)
        .flatMap(List::stream)
        .forEach(source -> command.add(source.toString()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, System.err, command.toArray(String[]::new)) != 0) {
      System.err.println("it does not compile");
      Runtime.getRuntime().halt(1);
    }
    int passed = 0;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      for (Path test : tests) {
        Class<?> type = loader.loadClass(name(test));
        for (Method method : methods(type)) {
          String failure = run(type, method);
          if (failure.isEmpty()) {
            passed++;
          } else {
            out.println("FAILED " + type.getSimpleName() + "." + method.getName() + ": " + failure);
          }
        }
      }
    }
    out.println("{\"tests_passed\": " + passed + ", \"changed_lines\": " + arguments[0] + "}");
    out.flush();
    // A test that runs for ever does not hold it up.
    Runtime.getRuntime().halt(0);
  }

  private static String run(Class<?> type, Method method) {
    CompletableFuture<String> failure = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                method.invoke(type.getDeclaredConstructor().newInstance());
                failure.complete("");
              } catch (InvocationTargetException e) {
                failure.complete(String.valueOf(e.getCause()));
              } catch (ReflectiveOperationException | LinkageError e) {
                failure.complete(String.valueOf(e));
              }
            });
    thread.setDaemon(true);
    thread.start();
    try {
      return failure.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "it ran longer than " + SECONDS + " s";
    } catch (InterruptedException | ExecutionException e) {
      return String.valueOf(e);
    }
  }

  private static List<Path> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String name(Path test) {
    String path = Path.of("test").relativize(test).toString();
    return path.substring(0, path.length() - ".java".length()).replace(File.separatorChar, '.');
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().startsWith("should"))
        .sorted((one, other) -> one.getName().compareTo(other.getName()))
        .toList();
  }
}
