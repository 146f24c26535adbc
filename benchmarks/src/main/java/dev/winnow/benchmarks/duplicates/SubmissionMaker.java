package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.tools.Diagnostic.Kind.ERROR;

import com.sun.source.util.JavacTask;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.Sha256;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Makes submissions: of classes of Winnow itself, each as it is and in versions that are further
 * and further from it, as if by several authors. They stay until the classes are others.
 */
final class SubmissionMaker {
  private static final int FEWEST_LINES = 80;
  private static final int MOST_LINES = 400;

  /** How often each version is changed; a change may find no place. */
  private static final int[] CHANGES = {0, 1, 1, 2, 4};

  private static final CloneKind[] KINDS = CloneKind.values();

  private final Submissions submissions;
  private final Path home;
  private final int programs;
  private final long seed;

  SubmissionMaker(Options options) {
    this.submissions = Submissions.of(options);
    this.home = Path.of(options.text(Submissions.HOME));
    this.programs = options.number("submissions") / CHANGES.length;
    this.seed = options.number("seed");
  }

  /** Sees to it that they are there. */
  Submissions make() throws IOException {
    List<String> sources = sources();
    String key = Sha256.hex(programs + " " + seed + String.join("\0", sources));
    Path noted = submissions.folder().resolve("key.txt");
    if (!Files.exists(noted) || !Files.readString(noted).equals(key)) {
      Folders.remove(submissions.folder());
      Files.createDirectories(submissions.programs());
      write(sources);
      Files.writeString(noted, key);
    }
    return submissions;
  }

  private void write(List<String> sources) throws IOException {
    try {
      IntStream.range(0, programs).parallel().forEach(i -> write(i, sources.get(i)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(int program, String source) {
    Random random = new Random(seed * programs + program);
    for (int version = 0; version < CHANGES.length; version++) {
      Path folder = submissions.programs().resolve("p%03d-v%d".formatted(program, version));
      try {
        Files.createDirectory(folder);
        Files.writeString(
            folder.resolve(Submissions.FILE), changed(source, CHANGES[version], random), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String changed(String source, int changes, Random random) {
    String text = source;
    do {
      Cloner cloner = new Cloner(random.nextLong());
      text = source;
      for (int i = 0; i < changes; i++) {
        text =
            cloner
                .clone(KINDS[random.nextInt(KINDS.length)], text)
                .filter(each -> JavaText.parse(each).isPresent())
                .orElse(text);
      }
    } while (!isJava(text));
    return text;
  }

  /** Whether the compiler reads it as well: the cloner's parser takes some that it does not. */
  private static boolean isJava(String text) {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///" + Submissions.FILE), Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    // Without processors, for else what is wrong is kept back until they have run.
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, List.of("-proc:none"), null, List.of(file));
    try {
      task.parse().iterator().forEachRemaining(unit -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said.getDiagnostics().stream().noneMatch(each -> each.getKind() == ERROR);
  }

  /** Classes of ordinary size, drawn from all that there are. */
  private List<String> sources() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(home)) {
      files =
          new ArrayList<>(found.filter(file -> isSource(home.relativize(file))).sorted().toList());
    }
    Collections.shuffle(files, new Random(seed));
    List<String> sources = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file, UTF_8);
      long lines = text.lines().count();
      if (lines >= FEWEST_LINES && lines <= MOST_LINES) {
        sources.add(text);
      }
      if (sources.size() == programs) {
        return sources;
      }
    }
    throw new IOException("fewer than " + programs + " classes of a fit size under " + home);
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("src/main/java/") && !path.contains("target/");
  }
}
