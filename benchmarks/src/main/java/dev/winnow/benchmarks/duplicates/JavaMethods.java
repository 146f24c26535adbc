package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Draws methods out of real Java source. A subject is a class of a few methods of one file. */
final class JavaMethods {
  private static final long LARGEST_FILE = 400_000;
  private static final int SUBJECTS_OF_A_FILE = 2;
  private static final int FEWEST_STATEMENTS = 6;
  private static final int MOST_STATEMENTS = 80;

  private final int wanted;
  private final Random random;
  private final List<Subject> subjects = new ArrayList<>();
  private final Set<List<String>> drawn = new HashSet<>();

  private JavaMethods(int wanted, long seed) {
    this.wanted = wanted;
    this.random = new Random(seed);
  }

  /**
   * Draws subjects of one method each, with a second, small one beside it where the file has one.
   *
   * @param sources archives (zip, jar) or folders
   * @param wanted how many subjects
   * @param seed which
   */
  static List<Subject> draw(List<Path> sources, int wanted, long seed) throws IOException {
    JavaMethods drawn = new JavaMethods(wanted, seed);
    for (Path source : sources) {
      if (Files.isDirectory(source)) {
        drawn.read(source);
      } else {
        try (FileSystem archive = FileSystems.newFileSystem(source)) {
          drawn.read(archive.getPath("/"));
        }
      }
    }
    return List.copyOf(drawn.subjects);
  }

  private void read(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(root)) {
      files = new ArrayList<>(found.filter(file -> isSource(file.toString())).sorted().toList());
    }
    Collections.shuffle(files, random);
    for (Path file : files) {
      if (subjects.size() >= wanted) {
        return;
      }
      if (Files.size(file) <= LARGEST_FILE) {
        take(file);
      }
    }
  }

  /** Not the tables of resources that the JDK has as classes. */
  private static boolean isSource(String path) {
    return path.endsWith(".java")
        && !path.endsWith("package-info.java")
        && !path.endsWith("module-info.java")
        && !path.contains("/resources/");
  }

  private void take(Path file) throws IOException {
    Optional<CompilationUnit> unit = JavaText.parse(Files.readString(file, UTF_8));
    if (unit.isEmpty()) {
      return;
    }
    List<MethodDeclaration> fit =
        new ArrayList<>(unit.get().findAll(MethodDeclaration.class, JavaMethods::isFit));
    Collections.shuffle(fit, random);
    for (MethodDeclaration method : fit.subList(0, Math.min(SUBJECTS_OF_A_FILE, fit.size()))) {
      String text =
          "class Subject {\n" + method.toString().indent(2) + "\n  int size() { return 0; }\n}\n";
      Optional<CompilationUnit> parsed = JavaText.parse(text);
      // Generated files have the same methods word for word; those are no different subjects.
      boolean isNew = parsed.filter(each -> drawn.add(JavaText.words(each))).isPresent();
      if (isNew && subjects.size() < wanted) {
        subjects.add(
            new Subject(
                file.getFileName() + "#" + method.getNameAsString(),
                "Subject.java",
                "",
                parsed.get().toString()));
      }
    }
  }

  /** Whether a method stands for itself: with statements, and with no class inside. */
  private static boolean isFit(MethodDeclaration method) {
    int statements = method.findAll(Statement.class).size();
    boolean isInType = method.getParentNode().filter(TypeDeclaration.class::isInstance).isPresent();
    return isInType
        && !method.isDefault()
        && statements >= FEWEST_STATEMENTS
        && statements <= MOST_STATEMENTS
        && method.findAll(LocalClassDeclarationStmt.class).isEmpty()
        && method.findAll(ObjectCreationExpr.class).stream()
            .allMatch(each -> each.getAnonymousClassBody().isEmpty());
  }
}
