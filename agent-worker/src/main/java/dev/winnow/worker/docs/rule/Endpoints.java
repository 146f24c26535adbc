package dev.winnow.worker.docs.rule;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents name operations of HTTP interfaces, by method and path, that the specs have no more.
 */
public final class Endpoints {
  private static final double CONFIDENCE = 0.9;
  private static final int LONGEST_LINE = 2_000;
  private static final String METHODS = "(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)";
  private static final String HOST = "https?+://[\\w.:{}$-]{1,200}+";
  private static final String PATH = "(/[\\w\\-./{}:<>$~@%+]{0,500}+)";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("\\b" + METHODS + "[ \\t]{1,8}+(?:" + HOST + ")?+" + PATH);
  private static final Pattern CURL = Pattern.compile("\\bcurl\\b");
  private static final Pattern CURL_METHOD =
      Pattern.compile("(?:-X[ \\t]?+|--request[ =])['\"]?+" + METHODS + "\\b");
  private static final Pattern CURL_DATA =
      Pattern.compile("[ \\t](?:-d|--data\\S{0,20}+|--json|-F|--form)\\b");
  private static final Pattern URL = Pattern.compile(HOST + PATH);

  /**
   * What a line names.
   *
   * @param method in upper case
   * @param written the path as the line has it
   */
  private record Request(String method, String path, String written, DocLine line) {}

  private final Revision head;
  private final Map<String, Api> now;
  private final List<Request> unknown;

  /**
   * Looks for what no interface of the head answers.
   *
   * @param head the commit to check
   * @param now its HTTP interfaces, by file
   */
  public Endpoints(Revision head, Map<String, Api> now) {
    this.head = head;
    this.now = now;
    this.unknown = now.isEmpty() ? List.of() : unknown();
  }

  /** Whether there is anything that an earlier commit might have answered. */
  public boolean hasUnknown() {
    return !unknown.isEmpty();
  }

  /**
   * What an earlier commit answered. An interface whose file is gone, or cannot be read any more,
   * says nothing: it may be somewhere else now.
   *
   * @param before the HTTP interfaces of the earlier commit, by file
   */
  public List<Drift> since(Map<String, Api> before) {
    Drifts drifts = new Drifts();
    for (Request request : unknown) {
      before.entrySet().stream()
          .filter(api -> now.containsKey(api.getKey()))
          .flatMap(
              api ->
                  api.getValue().find(request.method(), request.path()).stream()
                      .map(operation -> drift(request, operation, api.getKey())))
          .findFirst()
          .ifPresent(drifts::add);
    }
    return drifts.all();
  }

  private Drift drift(Request request, Operation was, String file) {
    Optional<Operation> moved =
        was.id()
            .flatMap(
                id ->
                    now.values().stream()
                        .flatMap(api -> api.operations().stream())
                        .filter(operation -> operation.id().equals(Optional.of(id)))
                        .findFirst());
    Optional<String> is = moved.map(Operation::element);
    return new Drift(
        "docs.endpoint-gone",
        CONFIDENCE,
        was.element(),
        "A document names " + was.element() + ", which " + file + " no longer has.",
        is.map(element -> "Write " + element + ".")
            .orElse("Name an operation that there is, or take it out of the document."),
        List.of(request.line()),
        Optional.of(new Place(file, was.node().line(), Side.MERGE_BASE)),
        is,
        moved.map(to -> edits(request, was, to)).orElse(Map.of()));
  }

  /** Only a path that is written as the spec had it: what stands for a template is a person's. */
  private static Map<DocLine, Edit> edits(Request request, Operation was, Operation is) {
    String written = request.written();
    if (!was.method().equals(is.method())
        || was.path().equals(is.path())
        || !written.endsWith(was.path())) {
      return Map.of();
    }
    String base = written.substring(0, written.length() - was.path().length());
    return Map.of(request.line(), new Edit(written, base + is.path()));
  }

  private List<Request> unknown() {
    List<Request> requests = new ArrayList<>();
    for (String path : head.documents()) {
      head.document(path).map(Endpoints::named).stream()
          .flatMap(Collection::stream)
          .filter(each -> now.values().stream().noneMatch(api -> answers(api, each)))
          .forEach(requests::add);
    }
    return requests;
  }

  private static boolean answers(Api api, Request request) {
    return api.find(request.method(), request.path()).isPresent();
  }

  private static List<Request> named(Document document) {
    List<Request> requests = new ArrayList<>();
    for (Span span : document.spans()) {
      if (span.form() == Form.LINK || Past.in(span)) {
        continue;
      }
      int number = span.line();
      for (String line : span.text().split("\n", -1)) {
        if (line.length() <= LONGEST_LINE) {
          add(requests, line, new DocLine(document.file(), number));
        }
        number++;
      }
    }
    return requests;
  }

  private static void add(List<Request> requests, String line, DocLine place) {
    Matcher named = REQUEST_LINE.matcher(line);
    while (named.find()) {
      requests.add(new Request(named.group(1), path(named.group(2)), ended(named.group(2)), place));
    }
    if (CURL.matcher(line).find()) {
      Matcher url = URL.matcher(line);
      if (url.find()) {
        requests.add(new Request(method(line), path(url.group(1)), ended(url.group(1)), place));
      }
    }
  }

  private static String method(String curl) {
    Matcher method = CURL_METHOD.matcher(curl);
    if (method.find()) {
      return method.group(1);
    }
    return CURL_DATA.matcher(curl).find() ? "POST" : "GET";
  }

  /** Without the mark that ends a sentence. */
  private static String ended(String written) {
    return written.replaceFirst("[.:]++$", "");
  }

  /** With templates as specs write them. */
  private static String path(String written) {
    return ended(written).replaceAll("/(?::|<|\\$\\{?+)(\\w++)[>}]?+", "/{$1}");
  }
}
