package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.consumer.Service;
import dev.winnow.worker.consumer.Services;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one commit of a repository has: its services and the contracts that they provide. By {@code
 * winnow.yaml}, and by convention for what that does not say: contracts are known by their text, a
 * service is a folder under {@code services/} or the like, or else the whole repository.
 *
 * @param contracts sorted by file
 * @param services the services, and what is declared of them
 * @param unread files that may be contracts and were not read, each with why
 * @param manifest what {@code winnow.yaml} says
 * @param unnamed the service that has no name but that of the repository; another clone may be
 *     called something else
 * @param problems what is wrong in {@code winnow.yaml}, and what was left out
 */
record Inventory(
    List<Contract> contracts,
    Services services,
    SortedMap<String, String> unread,
    Manifest manifest,
    Optional<String> unnamed,
    List<Manifest.Problem> problems) {
  private static final String TOO_LARGE =
      "it is larger than " + (Tree.LARGEST_BYTES >> 20) + " MiB";
  private static final String TOO_MANY = "the repository has too many contracts";

  private static final Pattern SERVICE_FOLDER =
      Pattern.compile("^((?:services?|apps?|microservices|modules|packages|cmd|svc)/([^/]+))/.+");

  /** Files in such folders are somebody else's, made, or made up. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(?:^|/)(?:node_modules|vendor|third[_-]party|external|target|build|dist|out|generated"
              + "|\\.git|\\.[^/]+|tests?|__tests__|testdata|fixtures?|mocks?|examples?|samples?"
              + "|clients?|pacts?)/");

  private static final Pattern PROTO_PACKAGE =
      Pattern.compile("^[ \\t]*+package\\s++([A-Za-z0-9_.]++)\\s*+;", Pattern.MULTILINE);

  /**
   * Looks through a tree.
   *
   * @param repository {@code <owner>/<name>}
   */
  static Inventory of(String repository, Tree tree) {
    Manifest manifest = Manifest.of(tree);
    SortedMap<String, String> folders = folders(repository, tree, manifest);
    Set<String> copies = new HashSet<>();
    manifest.declarations().forEach(each -> copies.addAll(each.copies()));
    List<Glob> ignored = manifest.ignored().stream().map(Glob::new).toList();
    Map<String, Manifest.Declared> declared = new TreeMap<>();
    manifest.contracts().forEach(each -> declared.put(each.file(), each));

    Search search = new Search(tree, folders, declared);
    for (String path : tree.paths()) {
      boolean counts =
          declared.containsKey(path)
              || (Kinds.isCandidate(path)
                  && !NOT_OURS.matcher(path).find()
                  && !copies.contains(path)
                  && !path.equals(Manifest.FILE)
                  && ignored.stream().noneMatch(each -> each.matches(path)));
      if (counts) {
        search.look(path);
      }
    }
    List<Contract> contracts = search.contracts();
    List<Manifest.Problem> problems = new ArrayList<>(manifest.problems());
    problems.addAll(search.problems());
    return new Inventory(
        contracts,
        new Services(
            services(repository, folders, contracts, search.unread.keySet()),
            manifest.declarations()),
        search.unread,
        manifest,
        unnamed(folders, manifest),
        problems);
  }

  /**
   * What is one contract: a file, or all files of a package or folder where those count together.
   */
  private static String unit(ContractKind kind, String path, String text) {
    if (kind == ContractKind.PROTOBUF) {
      Matcher declared = PROTO_PACKAGE.matcher(text);
      return declared.find() ? declared.group(1) : folder(path);
    }
    return kind == ContractKind.GRAPHQL ? folder(path) : path;
  }

  private static SortedMap<String, String> folders(
      String repository, Tree tree, Manifest manifest) {
    SortedMap<String, String> folders = new TreeMap<>();
    manifest.services().forEach((name, folder) -> folders.put(folder, name));
    for (String path : tree.paths()) {
      Matcher service = SERVICE_FOLDER.matcher(path);
      if (service.matches()) {
        folders.putIfAbsent(service.group(1), service.group(2));
      }
    }
    folders.putIfAbsent("", repository.substring(repository.lastIndexOf('/') + 1));
    return folders;
  }

  /** A service by the name that it has in each clone of the repository; empty if it has none. */
  String lastingName(String service) {
    return unnamed.filter(service::equals).isPresent() ? "" : service;
  }

  private static Optional<String> unnamed(SortedMap<String, String> folders, Manifest manifest) {
    String whole = folders.get("");
    boolean isNamed =
        manifest.services().containsValue("") || Collections.frequency(folders.values(), whole) > 1;
    return isNamed ? Optional.empty() : Optional.of(whole);
  }

  private static String owner(SortedMap<String, String> folders, String path) {
    String folder = folder(path);
    while (!folders.containsKey(folder)) {
      folder = folder(folder);
    }
    return folders.get(folder);
  }

  private static List<Service> services(
      String repository,
      SortedMap<String, String> folders,
      List<Contract> contracts,
      Set<String> unread) {
    Map<String, List<String>> files = new TreeMap<>();
    for (Contract contract : contracts) {
      files.computeIfAbsent(contract.service(), name -> new ArrayList<>()).addAll(contract.files());
    }
    // Or they would be taken for copies of somebody else's.
    for (String path : unread) {
      files.computeIfAbsent(owner(folders, path), name -> new ArrayList<>()).add(path);
    }
    List<Service> services = new ArrayList<>();
    folders.forEach(
        (folder, name) ->
            services.add(
                Service.of(repository, name, folder, files.getOrDefault(name, List.of()))));
    return services;
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Looks through the files of a tree, in the order of their paths. */
  private static final class Search {
    private final Tree tree;
    private final SortedMap<String, String> folders;
    private final Map<String, Manifest.Declared> declared;
    private final ReadingBudget budget = new ReadingBudget();
    private final TreeMap<String, Group> groups = new TreeMap<>();
    private final SortedMap<String, String> unread = new TreeMap<>();

    Search(Tree tree, SortedMap<String, String> folders, Map<String, Manifest.Declared> declared) {
      this.tree = tree;
      this.folders = folders;
      this.declared = declared;
    }

    void look(String path) {
      long bytes = tree.bytes(path);
      if (bytes > Tree.LARGEST_BYTES) {
        unread.put(path, TOO_LARGE);
        return;
      }
      if (!budget.mayRead(bytes)) {
        unread.put(path, TOO_MANY);
        return;
      }
      String text = tree.text(path).orElse("");
      Optional<Manifest.Declared> said = Optional.ofNullable(declared.get(path));
      Optional<ContractKind> kind =
          said.flatMap(Manifest.Declared::kind).or(() -> Kinds.of(path, text));
      if (kind.isEmpty()) {
        return;
      }
      if (!budget.mayKeep(bytes)) {
        unread.put(path, TOO_MANY);
        return;
      }
      String service = said.map(Manifest.Declared::service).orElseGet(() -> owner(folders, path));
      Compatibility compatibility =
          said.map(Manifest.Declared::compatibility).orElse(Compatibility.DEFAULT);
      groups
          .computeIfAbsent(
              kind.get() + " " + service + " " + unit(kind.get(), path, text),
              key -> new Group(kind.get(), service, compatibility))
          .files
          .add(path);
    }

    List<Contract> contracts() {
      return groups.values().stream()
          .map(group -> group.contract(tree))
          .sorted(Comparator.comparing(Contract::file))
          .toList();
    }

    /** What is declared and was not read, and where the reading ended. */
    List<Manifest.Problem> problems() {
      List<Manifest.Problem> problems = new ArrayList<>();
      for (Manifest.Declared each : declared.values()) {
        String what = "'" + each.file() + "' ";
        if (tree.blob(each.file()).isEmpty()) {
          String message = what + "is not there: a file is named from the service's folder";
          problems.add(new Manifest.Problem(Manifest.FILE, each.line(), message));
        } else if (unread.containsKey(each.file())) {
          String message = what + "is not read: " + unread.get(each.file());
          problems.add(new Manifest.Problem(Manifest.FILE, each.line(), message));
        }
      }
      List<String> rest =
          unread.keySet().stream().filter(path -> unread.get(path).equals(TOO_MANY)).toList();
      if (!rest.isEmpty()) {
        String message =
            "From this file on, "
                + rest.size()
                + " files were not looked at: the repository has too many contracts, or too large"
                + " ones; 'ignore' in winnow.yaml leaves files out";
        problems.add(new Manifest.Problem(rest.get(0), 0, message));
      }
      return problems;
    }
  }

  private static final class Group {
    private final ContractKind kind;
    private final String service;
    private final Compatibility compatibility;
    private final List<String> files = new ArrayList<>();

    Group(ContractKind kind, String service, Compatibility compatibility) {
      this.kind = kind;
      this.service = service;
      this.compatibility = compatibility;
    }

    Contract contract(Tree tree) {
      return new Contract(kind, service, files, compatibility, tree);
    }
  }
}
