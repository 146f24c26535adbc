package dev.winnow.worker.contract.avro;

import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the files of one contract, and of the tree what they refer to. Used once. */
final class SchemaReader {
  /** Other files that are looked at for names. */
  private static final int MOST_FILES = 2000;

  /** Characters of all files that are looked at. */
  private static final long MOST_CHARACTERS = 16L * 1024 * 1024;

  private final Contract contract;
  private final SortedMap<String, AvroType.Named> names = new TreeMap<>();
  private final SortedSet<String> wanted = new TreeSet<>();
  private long characters;

  private SchemaReader(Contract contract) {
    this.contract = contract;
  }

  /**
   * Reads a contract.
   *
   * @throws UnreadableContractException if one of its files is missing or not Avro; types that are
   *     nowhere in the tree are unknown, which is no failure
   */
  static AvroSchema read(Contract contract) throws UnreadableContractException {
    return new SchemaReader(contract).read();
  }

  private AvroSchema read() throws UnreadableContractException {
    SortedSet<String> roots = new TreeSet<>();
    SortedSet<String> own = new TreeSet<>();
    List<AvroSchema.Root> anonymous = new ArrayList<>();
    SortedMap<String, AvroSchema.Message> messages = new TreeMap<>();
    for (String path : new TreeSet<>(contract.files())) {
      if (path.endsWith(".avdl")) {
        throw new UnreadableContractException(path, 0, "Avro IDL is not read, only JSON.");
      }
      String text =
          contract
              .tree()
              .text(path)
              .orElseThrow(
                  () -> new UnreadableContractException(path, 0, "The file cannot be read."));
      characters += text.length();
      FileReader file = FileReader.read(path, text);
      roots.addAll(file.roots());
      own.addAll(file.defined().keySet());
      anonymous.addAll(file.anonymous());
      messages.putAll(file.messages());
      take(file);
    }
    lookAround();
    return new AvroSchema(roots, anonymous, own, names, messages);
  }

  private void take(FileReader file) {
    file.defined().forEach(names::putIfAbsent);
    wanted.addAll(file.referred());
    wanted.removeAll(names.keySet());
  }

  /** Looks for names in other schemas of the tree: files that are called like them come first. */
  private void lookAround() {
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, List<String>> pathsByName = new TreeMap<>();
    List<String> rest = new ArrayList<>();
    for (String path : contract.tree().paths()) {
      if ((path.endsWith(".avsc") || path.endsWith(".avpr")) && !contract.files().contains(path)) {
        pathsByName.computeIfAbsent(fileName(path), name -> new ArrayList<>()).add(path);
        rest.add(path);
      }
    }
    String from = contract.file();
    Comparator<String> nearestFirst =
        Comparator.comparingInt((String path) -> -common(from, path))
            .thenComparing(Comparator.naturalOrder());
    pathsByName.values().forEach(paths -> paths.sort(nearestFirst));
    rest.sort(nearestFirst);
    Set<String> looked = new HashSet<>();
    Set<String> tried = new HashSet<>();
    while (!tried.containsAll(wanted)) {
      for (String name : List.copyOf(wanted)) {
        if (tried.add(name)) {
          String simpleName = name.substring(name.lastIndexOf('.') + 1);
          for (String fileName : List.of(name, simpleName)) {
            pathsByName.getOrDefault(fileName, List.of()).forEach(path -> look(path, looked));
          }
        }
      }
    }
    for (String path : rest) {
      look(path, looked);
    }
  }

  private void look(String path, Set<String> looked) {
    if (wanted.isEmpty() || looked.size() >= MOST_FILES || !looked.add(path)) {
      return;
    }
    Optional<String> text = contract.tree().text(path);
    characters += text.map(String::length).orElse(0);
    if (text.isEmpty() || characters > MOST_CHARACTERS) {
      return;
    }
    try {
      FileReader file = FileReader.read(path, text.get());
      if (file.defined().keySet().stream().anyMatch(wanted::contains)) {
        take(file);
      }
    } catch (UnreadableContractException unknown) {
      // What cannot be read is as good as not there: its names stay unknown.
      return;
    }
  }

  private static int common(String one, String other) {
    int common = 0;
    int limit = Math.min(one.length(), other.length());
    while (common < limit && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common;
  }

  private static String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(0, name.lastIndexOf('.'));
  }
}
