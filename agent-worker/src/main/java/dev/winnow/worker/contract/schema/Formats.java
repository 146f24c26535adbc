package dev.winnow.worker.contract.schema;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Formats, and which of them allow all that others allow. */
final class Formats {
  /** What says how to show or store a value, and forbids none. */
  private static final Set<String> HINTS =
      Set.of("password", "textarea", "html", "markdown", "string", "text", "number", "integer");

  /** Where no format is given for a number, these are what it amounts to. */
  private static final Set<String> WIDEST = Set.of("int64", "double");

  private static final Set<String> KNOWN =
      Set.of(
          "date-time",
          "date",
          "time",
          "duration",
          "email",
          "idn-email",
          "hostname",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "iri",
          "iri-reference",
          "uuid",
          "uri-template",
          "json-pointer",
          "relative-json-pointer",
          "regex",
          "byte",
          "binary",
          "base64",
          "base64url",
          "int8",
          "int16",
          "int32",
          "uint8",
          "uint16",
          "uint32",
          "float");

  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "int8", Set.of("int16", "int32", "int64", "float", "double"),
          "int16", Set.of("int32", "int64", "float", "double"),
          "int32", Set.of("int64", "double"),
          "float", Set.of("double"),
          "uri", Set.of("uri-reference", "iri", "iri-reference"),
          "uri-reference", Set.of("iri-reference"),
          "iri", Set.of("iri-reference"),
          "email", Set.of("idn-email"),
          "hostname", Set.of("idn-hostname"));

  private Formats() {}

  /** Without those that forbid nothing. */
  static Set<String> strict(Set<String> formats) {
    Set<String> strict = new HashSet<>(formats);
    strict.removeAll(HINTS);
    strict.removeAll(WIDEST);
    return strict;
  }

  static boolean isKnown(Set<String> formats) {
    return KNOWN.containsAll(formats);
  }

  /** Whether what has all of some formats has all of the others. */
  static boolean isWithin(Set<String> formats, Set<String> others) {
    return others.stream()
        .allMatch(
            other ->
                formats.contains(other)
                    || formats.stream()
                        .anyMatch(one -> WIDER.getOrDefault(one, Set.of()).contains(other)));
  }
}
