package dev.winnow.worker.consumer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What call a string is an argument of, in any language with brackets. Looks at a bounded stretch
 * around the string and no further.
 */
final class Calls {
  private static final int REACH = 300;
  private static final int MOST_LEVELS = 4;

  /** Receivers that answer requests and do not send them. */
  private static final Set<String> SERVERS =
      Set.of(
          "app",
          "router",
          "routes",
          "route",
          "server",
          "fastify",
          "r",
          "mux",
          "e",
          "bp",
          "blueprint",
          "group",
          "web",
          "srv",
          "webapp",
          "express",
          "koa",
          "nock",
          "mock",
          "wiremock",
          "rest",
          "msw",
          "routing",
          "controller");

  /** Calls that send a GET unless they say another method. */
  private static final Set<String> REQUESTS =
      Set.of(
          "fetch",
          "$fetch",
          "usefetch",
          "axios",
          "ky",
          "got",
          "ajax",
          "request",
          "exchange",
          "useswr",
          "apifetch",
          "fetchjson",
          "authfetch",
          "httprequest",
          "newrequest",
          "newrequestwithcontext",
          "superagent",
          "retrieve",
          "apirequest",
          "sendrequest",
          "getjson",
          "urlopen",
          "httprequestmessage",
          "restrequest",
          "open");

  /** Calls that make a URL of a path, so that the call around them counts. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "create",
          "url",
          "uri",
          "of",
          "parse",
          "format",
          "sprintf",
          "format!",
          "join",
          "joinpath",
          "buildurl",
          "geturl",
          "apiurl",
          "encodeuri",
          "path",
          "fromuristring",
          "fromhttpurl",
          "urljoin",
          "newbuilder",
          "endpoint",
          "formatted");

  /** What a call is. */
  enum Kind {
    /** It sends a request. */
    REQUEST,
    /** It says how requests are answered, or is a test of that. */
    ROUTE,
    OTHER
  }

  /**
   * The call around a string.
   *
   * @param method empty if it is not known
   */
  record Call(Kind kind, Optional<String> method) {}

  /**
   * The arguments of a call, and where among them the path is.
   *
   * @param open offset of the bracket before them
   * @param start offset of the path
   * @param stop offset after the path
   * @param end offset after the argument that the path is in
   * @param close offset of the bracket after them, or of as much as is looked at
   */
  private record Span(int open, int start, int stop, int end, int close) {}

  private static final Call OTHER = new Call(Kind.OTHER, Optional.empty());
  private static final Call ROUTE = new Call(Kind.ROUTE, Optional.empty());

  private final String text;
  private final CodeLanguage language;

  Calls(String text, CodeLanguage language) {
    this.text = text;
    this.language = language;
  }

  /** The call that a string is an argument of. */
  Call around(CodeStrings.Literal literal) {
    int from = literal.start();
    int end = literal.end();
    for (int level = 0; level < MOST_LEVELS; level++) {
      int open = opener(from, literal.start());
      if (open < 0) {
        return level == 0 ? bare(literal) : OTHER;
      }
      int close = closing(end);
      String name = text.charAt(open) == '(' ? nameBefore(open) : "";
      if (!name.isEmpty()) {
        Call call = call(name, new Span(open, literal.start(), literal.end(), end, close));
        if (call.kind() != Kind.OTHER || !WRAPPERS.contains(last(name).toLowerCase(Locale.ROOT))) {
          return call;
        }
      }
      from = open;
      end = Math.min(text.length(), close + 1);
    }
    return OTHER;
  }

  /** A command of Ruby without brackets: {@code client.get "/orders"}. */
  private Call bare(CodeStrings.Literal literal) {
    int end = skipSpaceBack(literal.start());
    if (language != CodeLanguage.RUBY || end == literal.start()) {
      return OTHER;
    }
    String name = nameBefore(end);
    return name.contains(".")
        ? call(
            name,
            new Span(end, literal.start(), literal.end(), literal.end(), closing(literal.end())))
        : OTHER;
  }

  /** The last bracket before an offset that is not closed before it; -1 if there is none near. */
  private int opener(int before, int start) {
    int depth = 0;
    int first = Math.max(0, start - REACH);
    for (int i = before - 1; i >= first; i--) {
      char c = text.charAt(i);
      if (c == ')' || c == ']' || c == '}') {
        depth++;
      } else if (c == '(' || c == '[' || c == '{') {
        if (depth-- == 0) {
          return i;
        }
      } else if (c == ';' && depth == 0) {
        return -1;
      }
    }
    return -1;
  }

  private int skipSpaceBack(int before) {
    int i = before;
    while (i > 0 && before - i < REACH && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** The dotted name that ends before an offset, type arguments left out: {@code axios.get}. */
  private String nameBefore(int before) {
    int end = skipSpaceBack(before);
    if (end > 0 && text.charAt(end - 1) == '>') {
      end = typeArguments(end);
    }
    int start = end;
    while (start > 0 && end - start < REACH) {
      if (isNamePart(text.charAt(start - 1))) {
        start--;
      } else if (start > 1 && text.charAt(start - 1) == '>' && text.charAt(start - 2) == '-') {
        start -= 2;
      } else {
        break;
      }
    }
    String name = text.substring(start, end);
    if (name.startsWith(".")) {
      // A chain: what stands before the point is a call of its own.
      int chain = skipSpaceBack(start);
      return chain > 0 && text.charAt(chain - 1) == ')' ? ")" + name : name;
    }
    return name;
  }

  private int typeArguments(int end) {
    int depth = 0;
    for (int i = end - 1; i >= 0 && end - i < REACH; i--) {
      char c = text.charAt(i);
      if (c == '>') {
        depth++;
      } else if (c == '<' && --depth == 0) {
        return i;
      } else if (c == ';' || c == '\n') {
        return end;
      }
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '$'
        || c == '.'
        || c == '?'
        || c == '!'
        || c == ':'
        || c == '@'
        || c == '&';
  }

  private static String last(String name) {
    return name.substring(separator(name) + 1);
  }

  private static String receiver(String name) {
    int end = separator(name);
    while (end > 0 && "?!:-.".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return end <= 0 ? "" : last(name.substring(0, end));
  }

  private static int separator(String name) {
    return Math.max(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')), name.lastIndexOf('>'));
  }

  private Call call(String name, Span span) {
    if (name.startsWith("@") || isAttribute(name, span.open())) {
      return ROUTE;
    }
    String verb = last(name);
    String receiver = receiver(name).toLowerCase(Locale.ROOT);
    String method = methodOf(verb);
    boolean onServer =
        SERVERS.contains(receiver) || receiver.endsWith("router") || receiver.endsWith("app");
    if (!method.isEmpty()) {
      if (onServer || isHandled(span.end(), receiver)) {
        return ROUTE;
      }
      boolean plain = verb.length() == method.length();
      // A bare get("/orders") { … } is a route of a server as often as not.
      return plain && receiver.isEmpty() && !name.startsWith(")")
          ? OTHER
          : new Call(Kind.REQUEST, Optional.of(method));
    }
    String lower = verb.toLowerCase(Locale.ROOT);
    if (REQUESTS.contains(lower) && !onServer) {
      return new Call(Kind.REQUEST, said(span).or(() -> assumed(lower, span)));
    }
    if (lower.equals("uri") || lower.equals("url")) {
      Optional<String> chained = chained(span);
      if (chained.isPresent()) {
        return new Call(Kind.REQUEST, chained);
      }
    }
    if (name.startsWith(")") || lower.equals("handlefunc") || lower.equals("handle")) {
      return lower.startsWith("handle") ? ROUTE : OTHER;
    }
    return OTHER;
  }

  private boolean isAttribute(String name, int open) {
    int start = skipSpaceBack(open) - name.length();
    return start > 0
        && (text.charAt(start - 1) == '@'
            || language == CodeLanguage.CSHARP && text.charAt(start - 1) == '[');
  }

  /** The method that a name says: {@code get}, {@code PostAsJsonAsync}, {@code getForObject}. */
  private static String methodOf(String verb) {
    String lower = verb.toLowerCase(Locale.ROOT);
    String plain = Paths.method(lower);
    if (!plain.isEmpty()) {
      return plain;
    }
    if (lower.equals("del")) {
      return "DELETE";
    }
    for (String method : new String[] {"get", "post", "put", "patch", "delete"}) {
      String rest = lower.startsWith(method) ? lower.substring(method.length()) : "-";
      switch (rest) {
        case "async",
            "asjsonasync",
            "asjson",
            "fromjsonasync",
            "forobject",
            "forentity",
            "forlocation",
            "json",
            "stringasync",
            "streamasync",
            "bytearrayasync",
            "_json" -> {
          return method.toUpperCase(Locale.ROOT);
        }
        default -> {}
      }
      if (lower.equals("http" + method) || lower.equals(method + "request")) {
        return method.toUpperCase(Locale.ROOT);
      }
    }
    return "";
  }

  /** Whether a function follows: it answers the requests. jQuery's callbacks read answers. */
  private boolean isHandled(int end, String receiver) {
    if (receiver.equals("$") || receiver.equals("jquery") || language != CodeLanguage.SCRIPT) {
      return false;
    }
    int comma = skipSpace(end);
    if (comma >= text.length() || text.charAt(comma) != ',') {
      return false;
    }
    String next =
        text.substring(skipSpace(comma + 1), Math.min(text.length(), skipSpace(comma + 1) + 60));
    int arrow = next.indexOf("=>");
    return next.startsWith("function")
        || next.startsWith("async")
        || (arrow > 0
            && (next.startsWith("(") || next.substring(0, arrow).strip().matches("\\w{1,30}")));
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && i - from < REACH && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The method that another argument of the call says. */
  private Optional<String> said(Span span) {
    String before = text.substring(span.open(), span.start());
    String after = text.substring(span.stop(), span.close());
    Optional<String> named = optionMethod(after).or(() -> optionMethod(before));
    return named.or(() -> constant(before)).or(() -> constant(after));
  }

  /** {@code method: 'POST'}, {@code type: "post"}, {@code method = "PUT"}. */
  private static Optional<String> optionMethod(String arguments) {
    for (String key : new String[] {"method", "type"}) {
      int at = arguments.indexOf(key);
      while (at >= 0) {
        int i = at + key.length();
        while (i < arguments.length() && " \t\n'\":=>".indexOf(arguments.charAt(i)) >= 0) {
          i++;
        }
        boolean assigned = i > at + key.length();
        String method = assigned ? Paths.method(word(arguments, i)) : "";
        if (!method.isEmpty()) {
          return Optional.of(method);
        }
        at = arguments.indexOf(key, at + key.length());
      }
    }
    return Optional.empty();
  }

  /** {@code "POST"}, {@code HttpMethod.POST}, {@code http.MethodPost}, {@code Method.Post}. */
  private static Optional<String> constant(String arguments) {
    int i = 0;
    while (i < arguments.length()) {
      if (!Character.isLetter(arguments.charAt(i))) {
        i++;
        continue;
      }
      String word = word(arguments, i);
      boolean marked = i > 0 && ("'\".:".indexOf(arguments.charAt(i - 1)) >= 0);
      String method = Paths.method(word.startsWith("Method") ? word.substring(6) : word);
      if (marked && !method.isEmpty()) {
        return Optional.of(method);
      }
      i += Math.max(word.length(), 1);
    }
    return Optional.empty();
  }

  private static String word(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  /** The bracket that closes what is open at an offset, or the last place that is looked at. */
  private int closing(int from) {
    int depth = 0;
    int last = Math.min(text.length(), from + REACH);
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        if (--depth < 0) {
          return i;
        }
      } else if (c == ';' && depth == 0) {
        return i;
      }
    }
    return last;
  }

  /** What a call sends if it does not say; options in a variable may say anything. */
  private Optional<String> assumed(String verb, Span span) {
    switch (verb) {
      case "open", "newrequest", "newrequestwithcontext", "exchange", "httprequestmessage" -> {
        return Optional.empty();
      }
      default -> {}
    }
    String before = text.substring(span.open(), span.start());
    String rest = text.substring(span.end(), span.close()).strip();
    String second = rest.startsWith(",") ? rest.substring(1).strip() : rest;
    // Within an object of options, what follows are other options.
    boolean shown = second.isEmpty() || second.startsWith("{") || before.contains("{");
    String after = text.substring(span.stop(), span.close());
    boolean open = after.contains("...") || after.contains("method") || before.contains("method");
    return shown && !open ? Optional.of("GET") : Optional.empty();
  }

  /**
   * The method in a chain: {@code client.get().uri("/x")}, {@code builder.url("/x").post(body)}.
   */
  private Optional<String> chained(Span span) {
    int from = Math.max(0, span.open() - 120);
    String before = text.substring(from, span.open());
    int statement = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'));
    String chain = before.substring(statement + 1);
    String after = text.substring(span.end(), Math.min(text.length(), span.end() + REACH));
    int end = after.indexOf(';');
    String rest = end < 0 ? after : after.substring(0, end);
    Optional<String> first = chainMethod(chain, true);
    return first.or(() -> chainMethod(rest, false));
  }

  private static Optional<String> chainMethod(String chain, boolean lastCounts) {
    Optional<String> found = Optional.empty();
    int at = chain.indexOf('.');
    while (at >= 0) {
      String word = word(chain, at + 1);
      int after = at + 1 + word.length();
      boolean call = after < chain.length() && chain.charAt(after) == '(';
      String method = call ? Paths.method(word) : "";
      if (call && word.equals("method")) {
        method = constant(chain.substring(after, Math.min(chain.length(), after + 60))).orElse("");
      }
      if (!method.isEmpty()) {
        found = Optional.of(method);
        if (!lastCounts) {
          return found;
        }
      }
      at = chain.indexOf('.', at + 1);
    }
    return found;
  }

  /** The name of the annotation that a string is an argument of; empty if it is none. */
  String annotation(CodeStrings.Literal literal) {
    int open = opener(literal.start(), literal.start());
    if (open >= 0 && text.charAt(open) != '(') {
      open = opener(open, literal.start());
    }
    String name = open < 0 ? "" : nameBefore(open);
    return name.startsWith("@") ? name.substring(1) : "";
  }

  /** The arguments of an annotation around a string, up to its last bracket. */
  String arguments(CodeStrings.Literal literal) {
    int open = opener(literal.start(), literal.start());
    return open < 0 ? "" : text.substring(open, closing(literal.end()));
  }
}
