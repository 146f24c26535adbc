package dev.winnow.worker.contract.protobuf;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Packages that have a new name, and so what the old full names are called now. */
final class Moves {
  private final ProtoSchema before;
  private final SortedMap<String, String> packages = new TreeMap<>();
  private final Map<String, String> packageOfType = new TreeMap<>();

  Moves(ProtoSchema before, ProtoSchema after) {
    this.before = before;
    SortedSet<String> gone = packages(before);
    SortedSet<String> fresh = packages(after);
    SortedSet<String> kept = new TreeSet<>(gone);
    kept.retainAll(fresh);
    gone.removeAll(kept);
    fresh.removeAll(kept);
    if (gone.size() == 1 && fresh.size() == 1) {
      packages.put(gone.first(), fresh.first());
    } else {
      for (ProtoFile file : before.files().values()) {
        ProtoFile now = after.files().get(file.path());
        if (now != null && gone.contains(file.packageName()) && fresh.contains(now.packageName())) {
          packages.putIfAbsent(file.packageName(), now.packageName());
        }
      }
    }
    before.messages().values().forEach(it -> packageOfType.put(it.name(), it.file().packageName()));
    before.enums().values().forEach(it -> packageOfType.put(it.name(), it.file().packageName()));
  }

  /** Old names of packages to new ones. */
  SortedMap<String, String> packages() {
    return packages;
  }

  /** What a message or an enum of the old version is called in the new one, if it is there. */
  String now(String oldName) {
    String packageName = packageOfType.get(oldName);
    return packageName == null ? oldName : now(packageName, oldName);
  }

  String now(String packageName, String oldName) {
    String newPackage = packages.get(packageName);
    if (newPackage == null) {
      return oldName;
    }
    String rest = packageName.isEmpty() ? oldName : oldName.substring(packageName.length() + 1);
    return Symbols.join(newPackage, rest);
  }

  /** The old type as the new version would write it; what is unknown is taken to be the same. */
  TypeReference now(TypeReference old, TypeReference now) {
    boolean isUnknown =
        old.kind() == TypeReference.Kind.UNKNOWN || now.kind() == TypeReference.Kind.UNKNOWN;
    String name = now(old.name());
    if (isUnknown && isEnding(name, now.name())) {
      return new TypeReference(now.name(), now.kind(), old.key());
    }
    return new TypeReference(name, old.kind(), old.key());
  }

  /** Fields of the entries of a map that is written as a repeated message; empty if it is not. */
  static Optional<TypeReference> mapOf(ProtoSchema schema, ProtoField field) {
    ProtoMessage entry = schema.messages().get(field.type().name());
    if (!field.isRepeated()
        || field.type().isMap()
        || entry == null
        || entry.fields().size() != 2) {
      return Optional.empty();
    }
    ProtoField first = entry.fields().get(0);
    ProtoField second = entry.fields().get(1);
    ProtoField key = first.number() == 1 ? first : second;
    ProtoField value = first.number() == 1 ? second : first;
    boolean isEntry =
        key.number() == 1
            && value.number() == 2
            && !key.isRepeated()
            && !value.isRepeated()
            && key.type().kind() == TypeReference.Kind.SCALAR;
    return isEntry
        ? Optional.of(
            new TypeReference(value.type().name(), value.type().kind(), key.type().name()))
        : Optional.empty();
  }

  ProtoSchema before() {
    return before;
  }

  private static boolean isEnding(String one, String other) {
    return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
  }

  private static SortedSet<String> packages(ProtoSchema schema) {
    SortedSet<String> packages = new TreeSet<>();
    schema.files().values().forEach(file -> packages.add(file.packageName()));
    return packages;
  }
}
