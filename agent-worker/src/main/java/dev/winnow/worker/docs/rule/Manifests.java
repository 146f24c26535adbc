package dev.winnow.worker.docs.rule;

import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Node;
import dev.winnow.worker.contract.source.SourceDocument;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manifest of a project says of its name, its version, and what it needs. */
final class Manifests {
  private static final Pattern NEEDLESS =
      Pattern.compile("(?s)<(parent|dependencies|dependencyManagement|build|profiles|modules)>");
  private static final Pattern GRADLE_VERSION =
      Pattern.compile("(?m)^(?:project\\.)?version\\s*+=?+\\s*+[\"']([^\"']++)[\"']");
  private static final Pattern GEM_VERSION =
      Pattern.compile("(?m)^\\s*+(?:VERSION|\\w++\\.version)\\s*+=\\s*+[\"']([^\"']++)[\"']");
  private static final Pattern GEM_NAME =
      Pattern.compile("(?m)^\\s*+\\w++\\.name\\s*+=\\s*+[\"']([^\"']++)[\"']");
  private static final Pattern MIX_VERSION =
      Pattern.compile("(?:@version\\s++|\\bversion:\\s*+)\"([^\"]++)\"");
  private static final Pattern MIX_NAME = Pattern.compile("\\bapp:\\s*+:(\\w++)");
  private static final Pattern GO = Pattern.compile("(?m)^go\\s++([\\d.]++)[ \\t\\r]*+$");

  private Manifests() {}

  /**
   * What a project is.
   *
   * @param name of its package or artifact; empty if the manifest does not say
   * @param version empty if the manifest does not say
   * @param tool what it needs to be built or run, such as Java; empty if nothing
   * @param needs the oldest version of the tool
   */
  record Manifest(String name, String version, String tool, String needs) {}

  /** Reads a manifest by the name of its file; empty if it is none, or cannot be read. */
  static Optional<Manifest> read(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (name) {
      case "pom.xml" -> Optional.of(pom(text));
      case "package.json" -> packageJson(path, text);
      case "Cargo.toml" ->
          Optional.of(
              sections(text, List.of("package", "workspace.package"), "Rust", "rust-version"));
      case "pyproject.toml" ->
          Optional.of(
              sections(text, List.of("project", "tool.poetry"), "Python", "requires-python"));
      case "setup.cfg" ->
          Optional.of(sections(text, List.of("metadata", "options"), "Python", "python_requires"));
      case "gradle.properties" -> Optional.of(sections(text, List.of(""), "", ""));
      case "build.gradle", "build.gradle.kts" ->
          Optional.of(new Manifest("", first(GRADLE_VERSION, text), "", ""));
      case "mix.exs" ->
          Optional.of(new Manifest(first(MIX_NAME, text), first(MIX_VERSION, text), "", ""));
      case "go.mod" -> Optional.of(new Manifest("", "", "Go", first(GO, text)));
      case "VERSION" -> Optional.of(new Manifest("", line(text), "", ""));
      case "version.rb" -> Optional.of(new Manifest("", first(GEM_VERSION, text), "", ""));
      default ->
          name.endsWith(".gemspec")
              ? Optional.of(new Manifest(first(GEM_NAME, text), first(GEM_VERSION, text), "", ""))
              : Optional.empty();
    };
  }

  private static Manifest pom(String text) {
    String own = withoutInner(text);
    String needs = element(text, "maven.compiler.release");
    needs = needs.isEmpty() ? element(text, "java.version") : needs;
    return new Manifest(element(own, "artifactId"), element(own, "version"), "Java", needs);
  }

  /** What a pom says of itself, without its parent, its dependencies and its plugins. */
  private static String withoutInner(String text) {
    StringBuilder own = new StringBuilder();
    Matcher inner = NEEDLESS.matcher(text);
    int at = 0;
    while (inner.find(at)) {
      own.append(text, at, inner.start());
      String close = "</" + inner.group(1) + ">";
      int end = text.indexOf(close, inner.end());
      if (end < 0) {
        return own.toString();
      }
      at = end + close.length();
    }
    return own.append(text, at, text.length()).toString();
  }

  private static String element(String text, String name) {
    int start = text.indexOf("<" + name + ">");
    int end = start < 0 ? -1 : text.indexOf("</" + name + ">", start);
    return end < 0 ? "" : text.substring(start + name.length() + 2, end).strip();
  }

  private static Optional<Manifest> packageJson(String path, String text) {
    try {
      Node root = SourceDocument.parse(path, text).node();
      return Optional.of(
          new Manifest(
              root.child("name").value().asText(""),
              root.child("version").value().asText(""),
              "Node",
              root.child("engines").child("node").value().asText("")));
    } catch (UnreadableContractException unreadable) {
      return Optional.empty();
    }
  }

  private static Manifest sections(
      String text, List<String> sections, String tool, String needsKey) {
    String name = "";
    String version = "";
    String needs = "";
    for (Sections.Entry entry : Sections.read(text)) {
      if (sections.contains(entry.section())) {
        switch (entry.key()) {
          case "name" -> name = entry.value();
          case "version" -> version = entry.value();
          default -> needs = entry.key().equals(needsKey) ? entry.value() : needs;
        }
      }
    }
    return new Manifest(name, version, tool, needs);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  private static String line(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
