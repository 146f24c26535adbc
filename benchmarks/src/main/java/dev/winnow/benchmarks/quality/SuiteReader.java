package dev.winnow.benchmarks.quality;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a folder of labelled cases, in whatever form they are written down: one case a file, many
 * in an array, under {@code cases} or one a line, or a folder a case with its two versions as
 * files. What is no good case is named and left out.
 */
public final class SuiteReader {
  private static final int LONGEST_YAML = 64 * 1024 * 1024;
  private static final List<String> LISTS = List.of("cases", "tests", "pairs");
  private static final Set<String> LABEL_FILES =
      Set.of("case", "label", "labels", "meta", "metadata", "expected", "info");
  private static final Set<String> VERSION_STEMS = Set.of("before", "after", "old", "new");

  private final ObjectMapper json = JsonMapper.builder().build();
  private final ObjectMapper yaml;

  private final List<LabelledCase> cases = new ArrayList<>();
  private final List<CaseProblem> problems = new ArrayList<>();
  // Files that cases name are contracts, and no cases themselves.
  private final Set<Path> referred = new HashSet<>();
  private final List<Path> strangers = new ArrayList<>();
  private final Path root;
  private final CaseReader reader;

  private SuiteReader(Path root) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST_YAML);
    this.yaml = new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
    this.root = root;
    this.reader = new CaseReader(root, referred);
  }

  /**
   * @param folder a folder, or a single file of cases
   * @throws IOException if it cannot be read
   */
  public static Suite read(Path folder) throws IOException {
    Path root = Files.isDirectory(folder) ? folder : folder.toAbsolutePath().getParent();
    SuiteReader suite = new SuiteReader(root);
    if (Files.isDirectory(folder)) {
      suite.folder(folder);
    } else {
      suite.file(folder);
    }
    suite.strangers.stream()
        .filter(file -> !suite.referred.contains(file.toAbsolutePath().normalize()))
        .forEach(file -> suite.problem(suite.name(file), "", "has no case in it"));
    return new Suite(suite.cases, suite.problems);
  }

  private void folder(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = all.filter(entry -> !stem(entry).isEmpty()).sorted().toList();
    }
    Optional<Path> label = labelFile(entries);
    if (label.isPresent()) {
      caseFolder(folder, label.get());
      return;
    }
    Set<String> stems = entries.stream().map(SuiteReader::stem).collect(Collectors.toSet());
    if (stems.contains("before") && stems.contains("after")) {
      problem(name(folder), CaseFields.BREAKING.get(0), "has no label beside it");
      return;
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        folder(entry);
      } else {
        file(entry);
      }
    }
  }

  /** The file that labels a folder with one case in it, if that is what the folder is. */
  private static Optional<Path> labelFile(List<Path> entries) {
    List<Path> trees = entries.stream().filter(SuiteReader::isTree).toList();
    boolean versions = entries.stream().anyMatch(e -> VERSION_STEMS.contains(stem(e)));
    List<Path> named = trees.stream().filter(e -> LABEL_FILES.contains(stem(e))).toList();
    if (!named.isEmpty()) {
      // A file with that name may be a suite of its own; one that labels a folder is "case".
      return named.stream().filter(file -> versions || stem(file).equals("case")).findFirst();
    }
    List<Path> others = trees.stream().filter(e -> !VERSION_STEMS.contains(stem(e))).toList();
    return versions && others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
  }

  private void caseFolder(Path folder, Path label) throws IOException {
    String source = name(label);
    try {
      JsonNode node = mapper(label).readTree(Files.readString(label));
      if (node == null || !node.isObject()) {
        problem(source, "", "is no object");
        return;
      }
      add(node, folder, source, folder.getFileName().toString());
    } catch (JsonProcessingException | MalformedInputException e) {
      problem(source, "", unparsed(e));
    }
  }

  private void file(Path file) throws IOException {
    if (!isTree(file)) {
      return;
    }
    List<JsonNode> found = new ArrayList<>();
    int unparsed = problems.size();
    for (String text : texts(file)) {
      try (JsonParser parser = mapper(file).createParser(text)) {
        while (parser.nextToken() != null) {
          collect(mapper(file).readTree(parser), found);
        }
      } catch (JsonProcessingException e) {
        problem(name(file), "", unparsed(e));
      }
    }
    if (found.isEmpty() && unparsed == problems.size()) {
      strangers.add(file);
    }
    for (int i = 0; i < found.size(); i++) {
      String source = name(file) + (found.size() == 1 ? "" : "[" + i + "]");
      Path folder = file.toAbsolutePath().getParent();
      add(found.get(i), folder, source, stem(file) + (found.size() == 1 ? "" : "-" + i));
    }
  }

  /** What to parse one by one: a bad line costs no other. */
  private List<String> texts(Path file) throws IOException {
    try {
      return Set.of("jsonl", "ndjson").contains(extension(file))
          ? Files.readAllLines(file)
          : List.of(Files.readString(file));
    } catch (MalformedInputException e) {
      problem(name(file), "", unparsed(e));
      return List.of();
    }
  }

  private static void collect(JsonNode node, List<JsonNode> found) {
    if (node == null || node.isNull()) {
      return;
    }
    if (node.isArray()) {
      // What is in an array of cases is meant as one, however little it looks like it.
      node.forEach(found::add);
      return;
    }
    if (CaseFields.isCase(node)) {
      found.add(node);
      return;
    }
    for (String list : LISTS) {
      if (node.path(list).isArray()) {
        for (JsonNode each : node.path(list)) {
          found.add(withDefaults(each, node, list));
        }
        return;
      }
    }
    // Cases by kind.
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isArray() && KindNames.find(field.getKey()).isPresent()) {
        for (JsonNode each : field.getValue()) {
          ObjectNode named = JsonNodeFactory.instance.objectNode().put("kind", field.getKey());
          found.add(each.isObject() ? named.setAll((ObjectNode) each) : each);
        }
      }
    }
  }

  /** What a list of cases says of all of them. */
  private static JsonNode withDefaults(JsonNode each, JsonNode list, String name) {
    if (!each.isObject()) {
      return each;
    }
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    CaseFields.find(list, CaseFields.KIND)
        .filter(kind -> CaseFields.find(each, CaseFields.KIND).isEmpty())
        .ifPresent(kind -> whole.set("kind", kind));
    return whole.setAll((ObjectNode) each);
  }

  private void add(JsonNode node, Path folder, String source, String fallbackName)
      throws IOException {
    if (!node.isObject()) {
      problem(source, "", "is no object");
      return;
    }
    try {
      cases.add(reader.read(node, folder, source, fallbackName));
    } catch (BadCaseException e) {
      problem(source, e.field(), e.getMessage());
    } catch (MalformedInputException e) {
      problem(source, "", unparsed(e));
    }
  }

  private void problem(String source, String field, String message) {
    problems.add(new CaseProblem(source, field, message));
  }

  private String name(Path file) {
    return root.toAbsolutePath()
        .normalize()
        .relativize(file.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  private ObjectMapper mapper(Path file) {
    return extension(file).startsWith("y") ? yaml : json;
  }

  private static String unparsed(IOException e) {
    if (e instanceof JsonProcessingException parsing) {
      String where =
          parsing.getLocation() == null ? "" : " at line " + parsing.getLocation().getLineNr();
      return "cannot be parsed" + where + ": " + parsing.getOriginalMessage();
    }
    return "is no UTF-8";
  }

  private static boolean isTree(Path file) {
    return Set.of("json", "jsonl", "ndjson", "yaml", "yml").contains(extension(file))
        && Files.isRegularFile(file);
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The name up to the first dot; empty for hidden files. */
  private static String stem(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
  }
}
