package dev.winnow.benchmarks.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.schemas.ContractKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes cases of trees, whatever form their versions have. */
final class CaseReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FILE_NAME = Pattern.compile("[\\w.@+ ()/\\\\-]+\\.[A-Za-z]{2,8}");
  private static final List<String> PATH_FIELDS = List.of("path", "name", "file", "filename");
  private static final List<String> TEXT_FIELDS = List.of("text", "content", "contents", "source");

  private final Path suite;
  private final Set<Path> referred;

  /**
   * @param suite the folder beyond which no file is read
   * @param referred gets the files that cases name
   */
  CaseReader(Path suite, Set<Path> referred) {
    this.suite = suite.toAbsolutePath().normalize();
    this.referred = referred;
  }

  /**
   * @param node the case
   * @param folder the folder that its file names are relative to
   * @param source where it is from, for people
   * @param fallbackName its name if it has none
   * @throws BadCaseException if it is no good case
   */
  LabelledCase read(JsonNode node, Path folder, String source, String fallbackName)
      throws BadCaseException, IOException {
    ContractKind kind = kind(node, folder);
    JsonNode label =
        CaseFields.find(node, CaseFields.BREAKING)
            .orElseThrow(() -> new BadCaseException("breaking", "is missing"));
    boolean breaking =
        CaseFields.label(label)
            .orElseThrow(
                () -> new BadCaseException("breaking", "is neither true nor false: " + label));
    Optional<String> main = CaseFields.find(node, CaseFields.MAIN).map(JsonNode::asText);
    Origin origin = new Origin(kind, folder, fallbackName, main);
    ContractFiles before = version(node, "before", CaseFields.BEFORE, origin);
    ContractFiles after = version(node, "after", CaseFields.AFTER, origin);
    return new LabelledCase(
        CaseFields.find(node, CaseFields.NAME)
            .filter(JsonNode::isValueNode)
            .map(JsonNode::asText)
            .orElse(fallbackName),
        source,
        kind,
        before,
        after,
        breaking,
        CaseFields.find(node, CaseFields.DISPUTED).flatMap(CaseFields::label).orElse(false),
        CaseFields.find(node, CaseFields.WHY)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .orElse(""));
  }

  private ContractKind kind(JsonNode node, Path folder) throws BadCaseException {
    Optional<JsonNode> named = CaseFields.find(node, CaseFields.KIND).filter(JsonNode::isTextual);
    if (named.isPresent()) {
      Optional<ContractKind> kind = KindNames.find(named.get().asText());
      if (kind.isPresent()) {
        return kind.get();
      }
    }
    // Suites that are sorted into a folder for each kind need not say it in each case.
    for (Path at = folder.toAbsolutePath().normalize();
        at != null && at.getFileName() != null && at.startsWith(suite);
        at = at.getParent()) {
      Optional<ContractKind> kind = KindNames.find(at.getFileName().toString());
      if (kind.isPresent()) {
        return kind.get();
      }
    }
    throw new BadCaseException(
        "kind", named.isPresent() ? "is no kind of contract: " + named.get() : "is missing");
  }

  /** Where the versions of one case are from, and what is known of both. */
  private record Origin(ContractKind kind, Path folder, String caseName, Optional<String> main) {}

  private ContractFiles version(JsonNode node, String field, List<String> names, Origin origin)
      throws BadCaseException, IOException {
    ContractKind kind = origin.kind();
    JsonNode value = CaseFields.find(node, names).orElse(MissingNode.getInstance());
    Map<String, String> files;
    if (value.isMissingNode()) {
      files = beside(field, names, origin);
    } else if (value.isTextual()) {
      files = text(field, value.asText(), kind, origin.folder());
    } else if (value.isContainerNode()) {
      files = tree(field, value, kind, origin.folder());
    } else {
      throw new BadCaseException(field, "is neither a text nor an object: " + value);
    }
    if (files.values().stream().allMatch(String::isBlank)) {
      throw new BadCaseException(field, "is empty");
    }
    List<String> main =
        origin
            .main()
            .filter(files::containsKey)
            .map(List::of)
            .orElseGet(() -> MainFiles.of(kind, files));
    return new ContractFiles(files, main);
  }

  /** Files or a folder named after the field, beside the case. */
  private Map<String, String> beside(String field, List<String> names, Origin origin)
      throws BadCaseException, IOException {
    Pattern own =
        Pattern.compile(
            "(" + Pattern.quote(origin.caseName()) + "[._-])?(" + String.join("|", names) + ")");
    try (Stream<Path> entries = Files.list(origin.folder())) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        String stem =
            name.contains(".") && !Files.isDirectory(entry)
                ? name.substring(0, name.lastIndexOf('.'))
                : name;
        if (own.matcher(stem).matches()) {
          return file(entry);
        }
      }
    }
    throw new BadCaseException(field, "is missing");
  }

  private Map<String, String> text(String field, String text, ContractKind kind, Path folder)
      throws BadCaseException, IOException {
    String line = text.strip();
    if (line.indexOf('\n') < 0 && line.length() < 500 && !line.isEmpty()) {
      Optional<Path> file = inside(folder, line);
      if (file.isPresent() && Files.exists(file.get())) {
        return file(file.get());
      }
      if (FILE_NAME.matcher(line).matches()) {
        throw new BadCaseException(field, "names a file that is not there: " + line);
      }
    }
    return Map.of(ContractNames.of(kind, text), text);
  }

  private Map<String, String> tree(String field, JsonNode value, ContractKind kind, Path folder)
      throws BadCaseException, IOException {
    if (value.isObject() && value.size() == 1 && value.path("files").isContainerNode()) {
      return tree(field, value.path("files"), kind, folder);
    }
    Map<String, String> files = new LinkedHashMap<>();
    if (value.isObject()
        && !value.isEmpty()
        && value.properties().stream().allMatch(this::isFile)) {
      for (Map.Entry<String, JsonNode> file : value.properties()) {
        files.put(normal(file.getKey()), content(file.getValue(), folder));
      }
      return files;
    }
    if (value.isArray() && !value.isEmpty()) {
      for (JsonNode file : value) {
        Optional<JsonNode> path = CaseFields.find(file, PATH_FIELDS).filter(JsonNode::isTextual);
        Optional<JsonNode> text = CaseFields.find(file, TEXT_FIELDS);
        if (path.isEmpty() || text.isEmpty()) {
          files.clear();
          break;
        }
        files.put(normal(path.get().asText()), content(text.get(), folder));
      }
      if (!files.isEmpty()) {
        return files;
      }
    }
    if (kind == ContractKind.PROTOBUF || kind == ContractKind.GRAPHQL) {
      throw new BadCaseException(field, "is an object that is no map of files");
    }
    String text = pretty(value);
    return Map.of(ContractNames.of(kind, text), text);
  }

  private boolean isFile(Map.Entry<String, JsonNode> entry) {
    return ContractNames.isFileName(entry.getKey())
        && (entry.getValue().isTextual() || entry.getValue().isContainerNode());
  }

  private String content(JsonNode value, Path folder) throws IOException {
    if (!value.isTextual()) {
      return pretty(value);
    }
    String line = value.asText().strip();
    if (line.indexOf('\n') < 0 && FILE_NAME.matcher(line).matches()) {
      Optional<Path> file = inside(folder, line).filter(Files::isRegularFile);
      if (file.isPresent()) {
        referred.add(file.get());
        return Files.readString(file.get());
      }
    }
    return value.asText();
  }

  private Map<String, String> file(Path file) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    if (Files.isDirectory(file)) {
      try (Stream<Path> all = Files.walk(file)) {
        for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
          referred.add(each.toAbsolutePath().normalize());
          files.put(normal(file.relativize(each).toString()), Files.readString(each));
        }
      }
      return files;
    }
    referred.add(file.toAbsolutePath().normalize());
    String text = Files.readString(file);
    // The two versions are files of different names here, and the same file in a repository.
    String name = file.getFileName().toString();
    files.put("contract" + name.substring(Math.max(name.lastIndexOf('.'), 0)), text);
    return files;
  }

  private Optional<Path> inside(Path folder, String name) {
    try {
      for (Path start : List.of(folder.toAbsolutePath().normalize(), suite)) {
        Path file = start.resolve(name).normalize();
        if (file.startsWith(suite) && Files.exists(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (InvalidPathException notAName) {
      return Optional.empty();
    }
  }

  private static String normal(String path) {
    String plain = path.replace('\\', '/');
    while (plain.startsWith("./") || plain.startsWith("/")) {
      plain = plain.substring(plain.indexOf('/') + 1);
    }
    return plain;
  }

  private static String pretty(JsonNode value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always written", e);
    }
  }
}
