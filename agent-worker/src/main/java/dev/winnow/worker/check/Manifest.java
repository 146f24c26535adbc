package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.consumer.Declaration;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Node;
import dev.winnow.worker.contract.source.SourceDocument;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A repository's {@code winnow.yaml}: its services, their contracts, whom they use. What is wrong
 * in it is told and left out; the rest counts.
 *
 * @param services folders of the services by name
 * @param contracts contract files that are declared
 * @param declarations who uses whom
 * @param ignored path patterns of files that do not count
 * @param suppressions findings that do not count
 * @param baseline the file that lists more of them
 * @param problems what is wrong in it
 */
record Manifest(
    SortedMap<String, String> services,
    List<Declared> contracts,
    List<Declaration> declarations,
    List<String> ignored,
    List<SuppressionRule> suppressions,
    Optional<Named> baseline,
    List<Problem> problems) {
  static final String FILE = "winnow.yaml";

  private static final Set<ContractKind> KINDS =
      EnumSet.complementOf(EnumSet.of(ContractKind.DOCUMENT));
  private static final Set<Compatibility> COMPATIBILITIES =
      EnumSet.complementOf(EnumSet.of(Compatibility.DEFAULT));
  private static final int MOST_PATTERNS = 200;
  private static final int LONGEST_PATTERN = 500;

  /**
   * A contract that is declared.
   *
   * @param kind empty if it is to be found out
   * @param line where it is declared
   */
  record Declared(
      String service,
      String file,
      Optional<ContractKind> kind,
      Compatibility compatibility,
      int line) {}

  /** A file, and the line that names it. */
  record Named(String file, int line) {}

  /** Something that cannot be used, and where. */
  record Problem(String file, int line, String message) {}

  /** The manifest of a tree; an empty one if there is none. */
  static Manifest of(Tree tree) {
    Reader reader = new Reader();
    tree.text(FILE).ifPresent(reader::read);
    return reader.manifest();
  }

  private static final class Reader {
    private final SortedMap<String, String> services = new TreeMap<>();
    private final List<Declared> contracts = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<SuppressionRule> suppressions = new ArrayList<>();
    private final ManifestFields fields = new ManifestFields();
    private Optional<Named> baseline = Optional.empty();

    Manifest manifest() {
      return new Manifest(
          services, contracts, declarations, ignored, suppressions, baseline, fields.problems());
    }

    void read(String text) {
      Node root;
      try {
        root = SourceDocument.parse(FILE, text).node();
      } catch (UnreadableContractException e) {
        String message = "winnow.yaml cannot be read: " + e.getMessage();
        fields.problems().add(new Problem(FILE, e.line(), message));
        return;
      }
      fields.known(root, List.of("services", "ignore", "suppressions", "baseline"));
      root.child("services").value().properties().stream()
          .map(Map.Entry::getKey)
          .forEach(name -> service(name, root.child("services").child(name)));
      ignored(root.child("ignore"));
      suppressions.addAll(SuppressionRule.read(root.child("suppressions"), fields));
      baseline(root.child("baseline"));
    }

    private void baseline(Node node) {
      Optional<String> file = ManifestFields.text(node).map(Reader::trim);
      if (file.filter(name -> name.endsWith(Baseline.ENDING)).isPresent()) {
        baseline = Optional.of(new Named(file.get(), node.line()));
      } else if (ManifestFields.isSaid(node)) {
        String message =
            "'baseline' has to be a path from the root that ends with " + Baseline.ENDING;
        fields.wrong(node, message);
      }
    }

    /** Each pattern is held against each path, so neither they nor their lengths may be many. */
    private void ignored(Node list) {
      for (String pattern : fields.texts(list)) {
        if (ignored.size() == MOST_PATTERNS || pattern.length() > LONGEST_PATTERN) {
          String most = MOST_PATTERNS + " patterns of " + LONGEST_PATTERN + " characters";
          fields.wrong(list, "this has at most " + most + "; the rest is left out");
          return;
        }
        ignored.add(pattern);
      }
    }

    private void service(String name, Node node) {
      fields.known(node, List.of("folder", "contracts", "uses"));
      String folder = trim(ManifestFields.text(node.child("folder")).orElse(""));
      services.put(name, folder);
      for (int i = 0; i < node.child("contracts").value().size(); i++) {
        contract(name, folder, node.child("contracts").child(i));
      }
      for (int i = 0; i < node.child("uses").value().size(); i++) {
        use(name, folder, node.child("uses").child(i));
      }
    }

    private void contract(String service, String folder, Node node) {
      fields.known(node, List.of("file", "kind", "compatibility"));
      Optional<String> file = ManifestFields.text(node.child("file"));
      if (file.isEmpty()) {
        fields.wrong(node, "a contract needs a file: a path from the service's folder");
        return;
      }
      contracts.add(
          new Declared(
              service,
              under(folder, file.get()),
              ManifestFields.text(node.child("kind")).flatMap(kind -> word(node, KINDS, kind)),
              ManifestFields.text(node.child("compatibility"))
                  .flatMap(word -> word(node, COMPATIBILITIES, word))
                  .orElse(Compatibility.DEFAULT),
              node.child("file").line()));
    }

    private void use(String service, String folder, Node node) {
      fields.known(node, List.of("service", "copies", "elements"));
      Optional<String> provider = ManifestFields.text(node.child("service"));
      if (provider.isEmpty()) {
        fields.wrong(node, "a use needs a service: the name of the one that is used");
        return;
      }
      declarations.add(
          new Declaration(
              service,
              provider.get(),
              fields.texts(node.child("copies")).stream().map(file -> under(folder, file)).toList(),
              fields.texts(node.child("elements")),
              FILE,
              node.line()));
    }

    private <E extends Enum<E>> Optional<E> word(Node node, Set<E> known, String word) {
      String name = word.toUpperCase(Locale.ROOT).replaceAll("[- ]", "_");
      Optional<E> found = known.stream().filter(each -> each.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        fields.wrong(node, "'" + word + "' is none of " + known);
      }
      return found;
    }

    private static String under(String folder, String file) {
      return trim(folder + "/" + file);
    }

    private static String trim(String path) {
      return Arrays.stream(path.split("/"))
          .filter(step -> !step.isEmpty() && !step.equals("."))
          .collect(Collectors.joining("/"));
    }
  }
}
