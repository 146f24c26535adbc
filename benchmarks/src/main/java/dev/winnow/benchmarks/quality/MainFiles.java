package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of a version's files are the contract, where the case does not say. */
final class MainFiles {
  private static final Pattern OPENAPI_ROOT =
      Pattern.compile("(?m)^\\s{0,4}[\"']?(openapi|swagger)[\"']?\\s*:");
  private static final Pattern ASYNCAPI_ROOT =
      Pattern.compile("(?m)^\\s{0,4}[\"']?asyncapi[\"']?\\s*:");
  private static final Pattern AVRO_NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");

  private MainFiles() {}

  /**
   * @param files texts by path, at least one
   * @return all of them for Protobuf and GraphQL, whose files count together; otherwise one: that
   *     which says what it is, or which no other refers to, or the first
   */
  static List<String> of(ContractKind kind, Map<String, String> files) {
    List<String> paths = List.copyOf(files.keySet());
    return switch (kind) {
      case PROTOBUF, GRAPHQL -> paths;
      case OPENAPI -> List.of(firstWith(OPENAPI_ROOT, files, paths));
      case ASYNCAPI -> List.of(firstWith(ASYNCAPI_ROOT, files, paths));
      case JSON_SCHEMA -> List.of(unreferenced(files, paths, MainFiles::fileName));
      case AVRO -> List.of(unreferenced(files, paths, path -> recordName(files.get(path))));
      case DOCUMENT -> throw new IllegalArgumentException("a document is no contract");
    };
  }

  private static String firstWith(Pattern root, Map<String, String> files, List<String> paths) {
    return paths.stream()
        .filter(path -> root.matcher(files.get(path)).find())
        .findFirst()
        .orElse(paths.get(0));
  }

  private static String unreferenced(
      Map<String, String> files, List<String> paths, UnaryOperator<String> referredToAs) {
    for (String path : paths) {
      List<String> others = new ArrayList<>(paths);
      others.remove(path);
      String name = referredToAs.apply(path);
      if (others.stream().noneMatch(other -> mentions(files.get(other), name))) {
        return path;
      }
    }
    return paths.get(0);
  }

  private static boolean mentions(String text, String name) {
    return !name.isEmpty()
        && Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])").matcher(text).find();
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String recordName(String text) {
    Matcher name = AVRO_NAME.matcher(text);
    if (!name.find()) {
      return "";
    }
    return name.group(1).substring(name.group(1).lastIndexOf('.') + 1);
  }
}
