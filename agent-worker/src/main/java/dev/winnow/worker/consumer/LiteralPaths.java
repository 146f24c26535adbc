package dev.winnow.worker.consumer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Paths in the strings of source files that something near them says are requested. A path that a
 * service registers for itself is none. What is found is a function of the text and the language,
 * so that it can be kept by blob.
 */
final class LiteralPaths {
  private static final int LARGEST_TEXT = 512 * 1024;
  private static final int MOST = 200;
  private static final int LONGEST_PATH = 200;
  private static final int MOST_SEGMENTS = 12;

  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "js", "mjs", "css", "scss", "png", "jpg", "jpeg", "gif", "svg", "ico", "html", "htm",
          "ts", "tsx", "vue", "map", "woff", "woff2", "md", "txt", "py", "rb", "go", "java", "php");

  private static final Set<String> SCHEMES = Set.of("http", "https", Paths.ANY);

  private static final Set<String> NO_SERVICE_HOSTS =
      Set.of(
          "localhost",
          "example.com",
          "www.example.com",
          "api.example.com",
          "example.org",
          "host.docker.internal",
          "");

  private LiteralPaths() {}

  /** The candidates of a file in the order they are in it, each method and path once. */
  static List<Candidate> in(String text, CodeLanguage language) {
    if (text.length() > LARGEST_TEXT || text.indexOf('/') < 0) {
      return List.of();
    }
    List<CodeStrings.Literal> literals = CodeStrings.in(text, language);
    if (literals.isEmpty()) {
      return List.of();
    }
    Calls calls = new Calls(text, language);
    ClientInterface client = ClientInterface.of(text, language);
    Set<String> seen = new HashSet<>();
    List<Candidate> found = new ArrayList<>();
    for (CodeStrings.Literal literal : literals) {
      Optional<Candidate> candidate = candidate(literal, calls, client);
      if (candidate.isPresent()
          && seen.add(candidate.get().method() + " " + candidate.get().path())) {
        found.add(candidate.get());
      }
      if (found.size() == MOST) {
        break;
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Candidate> candidate(
      CodeStrings.Literal literal, Calls calls, ClientInterface client) {
    String text = literal.text();
    Optional<Candidate> annotated = client.candidate(literal, calls);
    if (annotated.isPresent()) {
      return annotated.flatMap(c -> checked(c.provider(), c.method(), c.path(), c.line()));
    }
    int scheme = text.indexOf("://");
    Optional<String> host = Optional.empty();
    boolean based = false;
    String path = text;
    if (scheme >= 0) {
      if (!SCHEMES.contains(text.substring(0, scheme))) {
        return Optional.empty();
      }
      int slash = text.indexOf('/', scheme + 3);
      if (slash < 0) {
        return Optional.empty();
      }
      host = host(text.substring(scheme + 3, slash));
      path = text.substring(slash);
      based = true;
    } else if (text.startsWith(Paths.ANY)) {
      path = text.substring(Paths.ANY.length());
      based = true;
    }
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    Calls.Call call = calls.around(literal);
    boolean requested = call.kind() == Calls.Kind.REQUEST;
    if (call.kind() == Calls.Kind.ROUTE || !(requested || based)) {
      return Optional.empty();
    }
    return checked(host, call.method(), path, literal.line());
  }

  /** The host as a name of a service; empty if it is not known or names none. */
  private static Optional<String> host(String authority) {
    String host = authority.substring(authority.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    String name = port > 0 ? host.substring(0, port) : host;
    boolean number = name.matches("[0-9.]+");
    return name.contains(Paths.ANY) || number || NO_SERVICE_HOSTS.contains(name)
        ? Optional.empty()
        : Optional.of(name);
  }

  private static Optional<Candidate> checked(
      Optional<String> provider, Optional<String> method, String raw, int line) {
    String path = Paths.withoutQuery(raw);
    // What is joined to the last word is more likely a query than a part of the word.
    if (path.endsWith(Paths.ANY) && !path.endsWith("/" + Paths.ANY)) {
      path = path.substring(0, path.length() - Paths.ANY.length());
    }
    List<String> segments = new ArrayList<>();
    for (String segment : Paths.segments(path)) {
      segments.add(segment.startsWith(":") && segment.length() > 1 ? Paths.ANY : segment);
    }
    if (segments.isEmpty()
        || segments.size() > MOST_SEGMENTS
        || path.length() > LONGEST_PATH
        || !segments.stream().allMatch(LiteralPaths::isSegment)
        || Paths.literals(segments) == 0) {
      return Optional.empty();
    }
    String last = segments.get(segments.size() - 1);
    if (FILE_ENDINGS.contains(last.substring(last.lastIndexOf('.') + 1)) && last.contains(".")) {
      return Optional.empty();
    }
    return Optional.of(new Candidate(provider, method, "/" + String.join("/", segments), line));
  }

  private static boolean isSegment(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean fine =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.~{}".indexOf(c) >= 0;
      if (!fine) {
        return false;
      }
    }
    return !segment.startsWith(".");
  }
}
