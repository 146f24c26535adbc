package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.consumer.Service;
import dev.winnow.worker.consumer.Services;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * @param problems what is wrong in {@code winnow.yaml}
 */
record Inventory(List<Contract> contracts, Services services, List<Manifest.Problem> problems) {
  private static final Pattern SERVICE_FOLDER =
      Pattern.compile("^((?:services?|apps?|microservices|modules|packages|cmd|svc)/([^/]+))/.+");

  /** Files in such folders are somebody else's, made, or made up. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(?:^|/)(?:node_modules|vendor|third[_-]party|external|target|build|dist|out|generated"
              + "|\\.git|\\.[^/]+|tests?|__tests__|testdata|fixtures?|mocks?|examples?|samples?"
              + "|clients?|pacts?)/");

  private static final Pattern PROTO_PACKAGE =
      Pattern.compile("^\\s*package\\s+([A-Za-z0-9_.]+)\\s*;", Pattern.MULTILINE);

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
    Map<String, Manifest.Declared> declared = new HashMap<>();
    manifest.contracts().forEach(each -> declared.put(each.file(), each));

    TreeMap<String, Group> groups = new TreeMap<>();
    for (String path : tree.paths()) {
      Manifest.Declared said = declared.get(path);
      boolean counts =
          said != null
              || (Kinds.isCandidate(path)
                  && !NOT_OURS.matcher(path).find()
                  && !copies.contains(path)
                  && !path.equals(Manifest.FILE)
                  && manifest.ignored().stream().noneMatch(each -> matches(each, path)));
      if (counts) {
        String text = tree.text(path).orElse("");
        Optional<ContractKind> kind =
            said != null && said.kind().isPresent() ? said.kind() : Kinds.of(path, text);
        String service = said != null ? said.service() : owner(folders, path);
        Compatibility compatibility = said != null ? said.compatibility() : Compatibility.DEFAULT;
        kind.ifPresent(
            known ->
                groups
                    .computeIfAbsent(
                        known + " " + service + " " + unit(known, path, text),
                        key -> new Group(known, service, compatibility))
                    .files
                    .add(path));
      }
    }
    List<Contract> contracts = new ArrayList<>();
    groups.values().forEach(group -> contracts.add(group.contract(tree)));
    contracts.sort(Comparator.comparing(Contract::file));
    return new Inventory(
        List.copyOf(contracts),
        new Services(services(repository, folders, contracts), manifest.declarations()),
        manifest.problems());
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

  private static String owner(SortedMap<String, String> folders, String path) {
    String folder = folder(path);
    while (!folders.containsKey(folder)) {
      folder = folder(folder);
    }
    return folders.get(folder);
  }

  private static List<Service> services(
      String repository, SortedMap<String, String> folders, List<Contract> contracts) {
    List<Service> services = new ArrayList<>();
    folders.forEach(
        (folder, name) ->
            services.add(
                Service.of(
                    repository,
                    name,
                    folder,
                    contracts.stream()
                        .filter(contract -> contract.service().equals(name))
                        .flatMap(contract -> contract.files().stream())
                        .toList())));
    return services;
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Shell patterns: {@code *} within a folder, {@code **} across folders. */
  private static boolean matches(String pattern, String path) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (pattern.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      }
    }
    return path.matches(regex.toString());
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
