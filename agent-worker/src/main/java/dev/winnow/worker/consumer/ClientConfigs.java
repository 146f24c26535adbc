package dev.winnow.worker.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Configurations of client generators, which name the contract that a client is made of:
 * openapi-generator and swagger-codegen (files of their own, Maven, Gradle, command lines), orval,
 * openapi-typescript, openapi-ts, swagger-typescript-api, oapi-codegen, Kiota, NSwag and .NET's
 * references. Files are read as lines of text; generators of servers do not count.
 */
final class ClientConfigs {
  private static final int LARGEST_TEXT = 1024 * 1024;
  private static final int LONGEST_LINE = 4_000;
  private static final int MOST = 100;

  /** Keys whose value names a contract. */
  private static final Set<String> KEYS =
      Set.of(
          "inputspec",
          "input-spec",
          "input",
          "target",
          "glob",
          "url",
          "descriptionlocation",
          "include",
          "inputspecrooturl",
          "schema");

  /** Words in a command line that show that a client is generated. */
  private static final List<String> TOOLS =
      List.of(
          "openapi-generator",
          "swagger-codegen",
          "openapi-typescript",
          "orval",
          "openapi-ts",
          "swagger-typescript-api",
          "oapi-codegen",
          "kiota",
          "nswag",
          "openapi-python-client",
          "autorest",
          "openapi-zod-client",
          "openapi --input",
          "datamodel-codegen",
          "ogen");

  private static final Set<String> SERVER_GENERATORS =
      Set.of(
          "spring",
          "kotlin-spring",
          "java-micronaut-server",
          "aspnetcore",
          "python-flask",
          "python-fastapi",
          "nodejs-express-server",
          "go-server",
          "go-gin-server",
          "go-echo-server",
          "rust-server",
          "rust-axum",
          "php-laravel",
          "php-slim4",
          "ktor",
          "kotlin-server",
          "html",
          "html2",
          "openapi",
          "openapi-yaml",
          "markdown",
          "asciidoc",
          "plantuml");

  private ClientConfigs() {}

  /**
   * A contract that a client is generated of.
   *
   * @param spec path or URL as it is written
   * @param line from 1
   */
  record Generated(String spec, int line) {}

  /** Whether a file can be such a configuration, by its name and a glance at its text. */
  static boolean mayBe(String file, String text) {
    if (text.length() > LARGEST_TEXT) {
      return false;
    }
    String name = name(file);
    boolean config = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    if (config && !name.equals("package.json") && text.contains("inputSpec")) {
      return true;
    }
    return switch (name) {
      case "package.json", "Makefile", "Taskfile.yml", "justfile", "Justfile" -> mentionsTool(text);
      case "pom.xml", "build.gradle", "build.gradle.kts" -> text.contains("inputSpec");
      case "kiota-lock.json", "nswag.json", "openapitools.json" -> true;
      default ->
          isScriptConfig(name)
              || (name.endsWith(".csproj") && text.contains("OpenApiReference"))
              || (name.endsWith(".sh") && mentionsTool(text))
              || (name.endsWith(".go") && text.contains("go:generate") && mentionsTool(text));
    };
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static boolean isScriptConfig(String name) {
    return (name.startsWith("orval.config.") || name.startsWith("openapi-ts.config."))
        && name.matches(".*\\.[mc]?[jt]s");
  }

  private static boolean mentionsTool(String text) {
    return TOOLS.stream().anyMatch(text::contains);
  }

  /** The contracts that a configuration names, in its order. */
  static List<Generated> in(String file, String text) {
    String name = name(file);
    boolean commands =
        name.equals("package.json")
            || name.endsWith(".sh")
            || name.endsWith(".go")
            || name.equals("Makefile")
            || name.equalsIgnoreCase("justfile")
            || name.equals("Taskfile.yml");
    List<Generated> found = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length && found.size() < MOST; i++) {
      if (lines[i].length() > LONGEST_LINE) {
        continue;
      }
      Optional<String> spec =
          commands ? ofCommand(lines[i], name.endsWith(".go")) : ofSetting(lines[i], name);
      if (spec.isPresent() && !generatesServer(lines, i, commands)) {
        found.add(new Generated(spec.get(), i + 1));
      }
    }
    return found;
  }

  private static Optional<String> ofCommand(String line, boolean go) {
    if (!mentionsTool(line) || (go && !line.startsWith("//go:generate"))) {
      return Optional.empty();
    }
    boolean output = false;
    for (String word : line.split("[\\s\"'=,;]+")) {
      boolean spec = isSpec(word) && !word.contains("config");
      if (spec && !output) {
        return Optional.of(word);
      }
      output =
          word.equals("-o")
              || word.equals("--output")
              || word.equals("-c")
              || word.equals("--config");
    }
    return Optional.empty();
  }

  /** {@code inputSpec: x}, {@code "inputSpec": "x"}, {@code <inputSpec>x</inputSpec>} and such. */
  private static Optional<String> ofSetting(String line, String file) {
    String plain = line.strip();
    if (plain.startsWith("//") || plain.startsWith("#") || plain.startsWith("<!--")) {
      return Optional.empty();
    }
    int at = 0;
    while (at < plain.length()) {
      if (!Character.isLetter(plain.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < plain.length()
          && (Character.isLetterOrDigit(plain.charAt(end)) || plain.charAt(end) == '-')) {
        end++;
      }
      String key = plain.substring(at, end).toLowerCase(Locale.ROOT);
      boolean counts = KEYS.contains(key) && (key.startsWith("input") || isOwn(file, key));
      String value = counts ? value(plain, end) : "";
      if (isSpec(value)) {
        return Optional.of(value);
      }
      at = end;
    }
    return Optional.empty();
  }

  /** Whether a key of many meanings has the one of a generator in a file. */
  private static boolean isOwn(String file, String key) {
    return switch (key) {
      case "target" -> isScriptConfig(file);
      case "glob" -> file.equals("openapitools.json");
      case "url" -> file.equals("nswag.json");
      case "descriptionlocation" -> file.equals("kiota-lock.json");
      case "include" -> file.endsWith(".csproj");
      default -> false;
    };
  }

  /** The value that follows a key, without quotes, brackets and calls around it. */
  private static String value(String line, int from) {
    int start = from;
    while (start < line.length() && " \t:=\"'`>(".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    if (line.startsWith(".set(", start)) {
      start += ".set(".length();
    }
    for (String call : new String[] {"file(", "layout.projectDirectory.file(", "path("}) {
      if (line.startsWith(call, start)) {
        start += call.length();
      }
    }
    while (start < line.length() && "\"'`{ ".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    if (line.startsWith("target:", start)) {
      return value(line, start + "target".length());
    }
    int end = start;
    while (end < line.length() && " \t\"'`<,)}".indexOf(line.charAt(end)) < 0
        || (end < line.length() && line.charAt(end) == '}' && isPlaceholder(line, start, end))) {
      end++;
    }
    return line.substring(start, end);
  }

  private static boolean isPlaceholder(String line, int start, int end) {
    return line.lastIndexOf("${", end) >= start;
  }

  private static boolean isSpec(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    boolean document = plain.endsWith(".yaml") || plain.endsWith(".yml") || plain.endsWith(".json");
    boolean url = plain.startsWith("http://") || plain.startsWith("https://");
    return (document && plain.length() > 5) || (url && plain.length() > 10);
  }

  /** Whether the generator that is named near a line makes a server or documents. */
  private static boolean generatesServer(String[] lines, int at, boolean command) {
    int first = command ? at : Math.max(0, at - 12);
    int last = command ? at : Math.min(lines.length - 1, at + 12);
    for (int i = first; i <= last; i++) {
      String line = lines[i].length() > LONGEST_LINE ? "" : lines[i];
      int key = command ? flag(line) : line.indexOf("generatorName");
      if (key < 0) {
        continue;
      }
      String[] words = line.substring(key).split("[\\s\"'=:<>(),]+");
      boolean server = words.length > 1 && SERVER_GENERATORS.contains(generator(words));
      return server && !isSpringClient(lines, first, last);
    }
    return false;
  }

  private static String generator(String[] words) {
    return words[1].equals(".set") || words[1].equals("set")
        ? words[Math.min(2, words.length - 1)]
        : words[1];
  }

  private static int flag(String line) {
    int at = line.indexOf(" -g ");
    return at >= 0 ? at + 1 : line.indexOf("--generator-name");
  }

  private static boolean isSpringClient(String[] lines, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (lines[i].contains("spring-cloud") || lines[i].contains("spring-http-interface")) {
        return true;
      }
    }
    return false;
  }
}
