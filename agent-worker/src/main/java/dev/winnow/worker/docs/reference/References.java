package dev.winnow.worker.docs.reference;

import dev.winnow.worker.docs.code.Definitions;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import dev.winnow.worker.docs.reference.Reference.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a document refers to. */
public final class References {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*+");
  private static final Pattern FLAG =
      Pattern.compile("(?<![\\w\\-])--[A-Za-z][A-Za-z0-9]*+(?:[-_][A-Za-z0-9]++)*+");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++");
  private static final Pattern DOTTED =
      Pattern.compile("[A-Za-z_][\\w\\-]*+(?:\\.[A-Za-z_][\\w\\-]*+)++");
  private static final Pattern QUALIFIED =
      Pattern.compile(
          "[@$&*]{0,2}[A-Za-z_$][\\w$]*+[!?]?(?:(?:\\.|::|#|->|\\\\)[A-Za-z_$][\\w$]*+[!?]?)*+"
              + "(?:<[^<>]{0,60}>)?(?:\\([^()]{0,200}\\)?)?;?");
  private static final Pattern PATH =
      Pattern.compile("\\.{0,2}/?[\\w@.+\\-]++(?:/[\\w@.+\\-]++)*+/?");
  private static final Pattern EXTENSION =
      Pattern.compile(".*[\\w\\-]\\.([A-Za-z][A-Za-z0-9]{0,8})");
  private static final Pattern HOSTED =
      Pattern.compile(
          "https?://[^/]+/[^/]+/[^/]+/(?:-/)?(?:blob|tree|raw)/(?:main|master|develop|dev|trunk|HEAD)/([^?]+)");
  private static final Pattern CALL = Pattern.compile("([A-Za-z_$][\\w$]*+)\\(");

  private static final Set<String> SHELLS =
      Set.of(
          "sh",
          "bash",
          "shell",
          "console",
          "zsh",
          "shell-session",
          "terminal",
          "fish",
          "powershell");

  private static final Set<String> DATA =
      Set.of(
          "json",
          "yaml",
          "yml",
          "toml",
          "ini",
          "xml",
          "properties",
          "json5",
          "jsonc",
          "hcl",
          "env",
          "dotenv");

  /** What tools look for at the root of a project by its name. */
  private static final Set<String> COMMON_FILES =
      Set.of(
          "setup.py",
          "setup.cfg",
          "pyproject.toml",
          "requirements.txt",
          "tox.ini",
          "pytest.ini",
          "manage.py",
          "conftest.py",
          "package.json",
          "tsconfig.json",
          "jsconfig.json",
          "webpack.config.js",
          "babel.config.js",
          "rollup.config.js",
          "vite.config.js",
          "vite.config.ts",
          "composer.json",
          "pom.xml",
          "settings.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "gradle.properties",
          "build.sbt",
          "Cargo.toml",
          "rust-toolchain.toml",
          "go.mod",
          "mix.exs",
          "CMakeLists.txt",
          "docker-compose.yml",
          "docker-compose.yaml",
          "compose.yml",
          "compose.yaml",
          "appveyor.yml",
          "azure-pipelines.yml",
          "mkdocs.yml",
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          ".travis.yml",
          ".gitlab-ci.yml",
          ".pre-commit-config.yaml",
          ".readthedocs.yml",
          ".readthedocs.yaml",
          ".eslintrc.js",
          ".eslintrc.json");

  private static final int SHORTEST = 3;
  private static final int LONGEST = 120;
  private static final int LONGEST_BLOCK = 40_000;

  private References() {}

  /** The references of a document, in the order of its spans. */
  public static List<Reference> of(Document document) {
    List<Reference> references = new ArrayList<>();
    Set<String> ofReaders = new HashSet<>();
    Span last = null;
    boolean isHistory = false;
    for (Span span : document.spans()) {
      // A paragraph may have thousands of spans: it is looked at once.
      if (last == null
          || !span.sentence().equals(last.sentence())
          || !span.headings().equals(last.headings())) {
        isHistory = Prose.isHistory(span);
      }
      last = span;
      if (isHistory) {
        continue;
      }
      if (span.form() == Form.LINK) {
        link(span.text().strip(), at(document, span.line()), references);
      } else if (span.form() == Form.CODE) {
        int first = references.size();
        code(span.text().strip(), at(document, span.line()), references);
        if (Prose.isOfReaders(span)) {
          references.subList(first, references.size()).stream()
              .filter(each -> each.kind() == Kind.PATH && COMMON_FILES.contains(each.name()))
              .forEach(each -> ofReaders.add(each.name()));
        }
      } else {
        block(document, span, references);
      }
    }
    // What is the reader's in one sentence of a document is so in all.
    references.removeIf(each -> each.kind() == Kind.PATH && ofReaders.contains(each.name()));
    return references;
  }

  /** How code may spell a word of a document. */
  public static Set<String> spellings(String word) {
    return word.startsWith("--") ? Words.ofFlag(word) : Set.of(word);
  }

  /** The options that a name in code may stand for: with dashes, underscores, or neither. */
  public static List<String> optionsOf(String name) {
    return Words.toFlags(name);
  }

  /** How code may spell a name in which languages put dashes, lines or humps between the words. */
  public static Set<String> forms(String name) {
    return Words.ofName(name);
  }

  private static DocLine at(Document document, int line) {
    return new DocLine(document.file(), line);
  }

  private static void link(String target, DocLine at, List<Reference> found) {
    Matcher hosted = HOSTED.matcher(target);
    String path = hosted.matches() ? '/' + hosted.group(1) : target;
    boolean isElsewhere =
        path.isEmpty()
            || path.startsWith("//")
            || path.matches("[a-zA-Z][a-zA-Z0-9+.\\-]*:.*")
            || path.matches(".*[{}<>$*|].*");
    if (isElsewhere || path.length() > 500) {
      return;
    }
    int hash = path.indexOf('#');
    String file = (hash < 0 ? path : path.substring(0, hash)).replaceFirst("\\?.*", "");
    if (!file.isEmpty()) {
      found.add(new Reference(Kind.LINK, decoded(file), Set.of(decoded(file)), false, at));
    }
    if (hash >= 0 && hash < path.length() - 1 && !hosted.matches()) {
      String anchor = decoded(path.substring(hash + 1));
      found.add(
          new Reference(Kind.ANCHOR, decoded(file) + '#' + anchor, Set.of(anchor), false, at));
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void code(String text, DocLine at, List<Reference> found) {
    if (text.length() > LONGEST * 4 || text.isEmpty()) {
      return;
    }
    flags(text, at, found);
    if (text.contains(" ") && !text.contains("(")) {
      // Words of a command: those that nobody writes by chance.
      for (String word : text.split("\\s+")) {
        if (!isPath(word, at, found)) {
          compound(word, at, found);
        }
      }
      return;
    }
    if (isPath(text, at, found)) {
      return;
    }
    if (DOTTED.matcher(text).matches() && !isMember(text) && text.length() <= LONGEST) {
      found.add(new Reference(Kind.KEY, text, Set.of(text), false, at));
    }
    if (QUALIFIED.matcher(text).matches()) {
      qualified(text, at, found);
    } else {
      Matcher calls = CALL.matcher(text);
      while (calls.find()) {
        symbol(calls.group(1), false, at, found);
      }
      for (String word : text.split("[^\\w$.\\-]+")) {
        compound(word, at, found);
      }
    }
  }

  /** A member of a type is a symbol, and no setting. */
  private static boolean isMember(String dotted) {
    String[] parts = dotted.split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      if (isType(parts[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isType(String part) {
    return Character.isUpperCase(part.charAt(0)) && !part.equals(part.toUpperCase(Locale.ROOT));
  }

  /** A name with what it belongs to: its last part, and the types before it. */
  private static void qualified(String text, DocLine at, List<Reference> found) {
    int end = text.indexOf('(');
    boolean isCall = end >= 0;
    String name = isCall ? text.substring(0, end) : text;
    int generic = name.indexOf('<');
    name = generic >= 0 ? name.substring(0, generic) : name;
    String[] parts = name.split("\\.|::|#|->|\\\\");
    for (int i = 0; i < parts.length; i++) {
      Matcher identifier = IDENTIFIER.matcher(parts[i]);
      if (!identifier.find()) {
        continue;
      }
      String part = identifier.group();
      boolean isLast = i == parts.length - 1;
      if (isLast || isType(part)) {
        symbol(part, isLast && isCall, at, found);
      }
    }
  }

  private static void symbol(String name, boolean isCall, DocLine at, List<Reference> found) {
    name(name, !Words.isCompound(name) && !isCall, at, found);
  }

  private static void compound(String word, DocLine at, List<Reference> found) {
    Matcher identifiers = IDENTIFIER.matcher(word);
    while (identifiers.find()) {
      String name = identifiers.group();
      boolean isFlag = identifiers.start() > 0 && word.charAt(identifiers.start() - 1) == '-';
      if (Words.isCompound(name) && !isFlag) {
        name(name, false, at, found);
      }
    }
  }

  /** Adds a name that somebody may have given to something of the code. */
  private static void name(String name, boolean isPlain, DocLine at, List<Reference> found) {
    if (name.length() >= SHORTEST && name.length() <= LONGEST && !Prose.isCommon(name)) {
      Kind kind = ENVIRONMENT.matcher(name).matches() ? Kind.KEY : Kind.SYMBOL;
      found.add(new Reference(kind, name, Set.of(name), isPlain, at));
    }
  }

  private static void flags(String text, DocLine at, List<Reference> found) {
    Matcher flags = FLAG.matcher(text);
    while (flags.find()) {
      String flag = flags.group();
      if (flag.length() > SHORTEST + 1 && flag.length() <= LONGEST) {
        found.add(new Reference(Kind.FLAG, flag, Words.ofFlag(flag), false, at));
      }
    }
  }

  private static boolean isPath(String text, DocLine at, List<Reference> found) {
    if (text.length() > LONGEST * 2 || !PATH.matcher(text).matches() || text.startsWith("-")) {
      return false;
    }
    boolean hasFolder = text.indexOf('/') >= 0 && !text.equals("/");
    boolean hasExtension = EXTENSION.matcher(text).matches();
    if (!hasFolder && !hasExtension) {
      return false;
    }
    found.add(new Reference(Kind.PATH, text, Set.of(text), !hasFolder, at));
    // Without a folder it can as well be a name with dots in it.
    return hasFolder;
  }

  private static void block(Document document, Span span, List<Reference> found) {
    boolean isShell = SHELLS.contains(span.language());
    int line = span.line();
    String text = span.text().substring(0, Math.min(span.text().length(), LONGEST_BLOCK));
    boolean isData = DATA.contains(span.language());
    Set<String> own = isData ? Set.of() : Definitions.in(text);
    for (String each : text.split("\n", -1)) {
      DocLine at = at(document, line++);
      flags(each, at, found);
      if (isShell || each.startsWith("$ ")) {
        for (String word : each.split("\\s+")) {
          if (word.indexOf('/') > 0) {
            // A file without a folder is the reader's own.
            isPath(word, at, found);
          }
        }
      }
      identifiers(each, own, isData, at, found);
    }
  }

  /** Names in an example, but for those that are its own. */
  private static void identifiers(
      String line, Set<String> own, boolean isData, DocLine at, List<Reference> found) {
    Matcher names = IDENTIFIER.matcher(line);
    while (names.find()) {
      String name = names.group();
      char before = names.start() > 0 ? line.charAt(names.start() - 1) : ' ';
      char after = names.end() < line.length() ? line.charAt(names.end()) : ' ';
      boolean isMember = before == '.' || before == ':';
      boolean isCompound = Words.isCompound(name);
      boolean isUsedAsName =
          isCompound
              || isMember
              || after == '('
              || after == ':'
              || Character.isUpperCase(name.charAt(0));
      if (before != '-' && isUsedAsName && !own.contains(name)) {
        // A variable of the example can have the name of one in the code; what is a part of
        // something, a setting or an argument that is named is the code's.
        boolean isPlain = !isCompound || !(isMember || isData || after == '=');
        name(name, isPlain, at, found);
      }
    }
  }
}
