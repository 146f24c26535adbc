package dev.winnow.worker.consumer;

import java.util.Optional;

/**
 * An interface whose annotations say what it requests: Feign, Retrofit, Spring's HTTP interfaces.
 * The same annotations on a class say what a service answers, so a file must show that it has a
 * client.
 *
 * @param style what annotations count
 * @param provider the service that the interface names
 * @param prefix what comes before its paths
 */
record ClientInterface(Style style, Optional<String> provider, String prefix) {
  private static final int REACH = 600;

  /** Kinds of clients. */
  enum Style {
    NONE,
    SPRING,
    RETROFIT
  }

  static ClientInterface of(String text, CodeLanguage language) {
    if (language == CodeLanguage.JVM) {
      int feign = text.indexOf("@FeignClient(");
      if (feign >= 0) {
        String arguments = arguments(text, feign);
        Optional<String> name =
            value(arguments, "name").or(() -> value(arguments, "value")).or(() -> first(arguments));
        return new ClientInterface(
            Style.SPRING,
            name.filter(n -> !n.contains("$")),
            value(arguments, "path").orElse("") + onInterface(text, "@RequestMapping("));
      }
      if (text.contains("@RequestLine(") || text.contains("Exchange(\"")) {
        return new ClientInterface(
            Style.SPRING, Optional.empty(), onInterface(text, "@HttpExchange("));
      }
      if (text.contains("retrofit2")) {
        return new ClientInterface(Style.RETROFIT, Optional.empty(), "");
      }
    }
    return new ClientInterface(Style.NONE, Optional.empty(), "");
  }

  /** The candidate that an annotation of the interface makes of a string. */
  Optional<Candidate> candidate(CodeStrings.Literal literal, Calls calls) {
    String annotation = style == Style.NONE ? "" : calls.annotation(literal);
    if (annotation.isEmpty()) {
      return Optional.empty();
    }
    String method = "";
    String path = literal.text();
    switch (annotation) {
      case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS" ->
          method = style == Style.RETROFIT ? annotation : "";
      case "GetMapping", "PostMapping", "PutMapping", "PatchMapping", "DeleteMapping" ->
          method = Paths.method(annotation.substring(0, annotation.length() - "Mapping".length()));
      case "GetExchange", "PostExchange", "PutExchange", "PatchExchange", "DeleteExchange" ->
          method = Paths.method(annotation.substring(0, annotation.length() - "Exchange".length()));
      case "RequestLine" -> {
        int space = path.indexOf(' ');
        method = space < 0 ? "" : Paths.method(path.substring(0, space));
        path = path.substring(space + 1);
      }
      case "RequestMapping" -> {
        String arguments = calls.arguments(literal);
        int at = arguments.indexOf("RequestMethod.");
        method = at < 0 ? "" : Paths.method(word(arguments, at + "RequestMethod.".length()));
      }
      default -> {}
    }
    if (method.isEmpty()) {
      return Optional.empty();
    }
    String slash = path.startsWith("/") ? "" : "/";
    return Optional.of(
        new Candidate(provider, Optional.of(method), prefix + slash + path, literal.line()));
  }

  private static String word(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static String arguments(String text, int annotation) {
    int open = text.indexOf('(', annotation);
    int close = open < 0 ? -1 : text.indexOf(')', open);
    return close < 0 || close - open > REACH ? "" : text.substring(open + 1, close);
  }

  /** The path that an annotation gives to the whole interface. */
  private static String onInterface(String text, String annotation) {
    int at = text.indexOf(annotation);
    int type = text.indexOf("interface ");
    if (at < 0 || type < 0 || at > type) {
      return "";
    }
    String arguments = arguments(text, at);
    String path =
        first(arguments)
            .or(() -> value(arguments, "path"))
            .or(() -> value(arguments, "url"))
            .orElse("");
    return path.startsWith("/") ? path : "";
  }

  /** The string that is the first argument, if it has no name. */
  private static Optional<String> first(String arguments) {
    String stripped = arguments.strip();
    return stripped.startsWith("\"") ? quoted(stripped, 0) : Optional.empty();
  }

  private static Optional<String> value(String arguments, String name) {
    int at = arguments.indexOf(name);
    while (at >= 0) {
      int i = at + name.length();
      while (i < arguments.length() && (arguments.charAt(i) == ' ' || arguments.charAt(i) == '=')) {
        i++;
      }
      boolean start = at == 0 || !Character.isLetterOrDigit(arguments.charAt(at - 1));
      if (start && i > at + name.length() && i < arguments.length() && arguments.charAt(i) == '"') {
        return quoted(arguments, i);
      }
      at = arguments.indexOf(name, at + name.length());
    }
    return Optional.empty();
  }

  private static Optional<String> quoted(String text, int quote) {
    int end = text.indexOf('"', quote + 1);
    return end < 0 ? Optional.empty() : Optional.of(text.substring(quote + 1, end));
  }
}
