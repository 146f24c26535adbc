package dev.winnow.worker.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GitHub of our own, as far as a reporter needs it: repositories, commits, check runs, commit
 * statuses, and Apps with their installations. It keeps what it is told, holds to GitHub's limits,
 * and fails when its {@link StubFaults} say so.
 */
public final class StubGitHub implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_TEXT = 65_535;
  private static final int LONGEST_DESCRIPTION = 140;
  private static final int LONGEST_TITLE = 255;
  private static final int LONGEST_MESSAGE = 64 * 1024;
  private static final int MOST_ANNOTATIONS = 50;
  private static final List<String> LEVELS = List.of("notice", "warning", "failure");
  private static final List<String> CONCLUSIONS =
      List.of(
          "action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out");
  private static final List<String> STATES = List.of("error", "failure", "pending", "success");

  private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");
  private static final Pattern RUNS_OF = Pattern.compile("/commits/([^/]+)/check-runs");
  private static final Pattern RUN = Pattern.compile("/check-runs/(\\d+)");
  private static final Pattern STATUSES = Pattern.compile("/statuses/([^/]+)");
  private static final Pattern INSTALLATION =
      Pattern.compile("/app/installations/(\\d+)(/access_tokens)?");

  static {
    // Else each answer waits 40 ms for the client's acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Clock clock;
  private final Map<String, Hosted> repositories = new HashMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, Integer> tokens = new HashMap<>();
  private final Map<Integer, Predicate<String>> installations = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private StubFaults faults = StubFaults.NONE;
  private String app;
  private PublicKey appKey;
  private boolean mayWriteRuns = true;
  private long nextId = 1000;
  private int issued;

  /** An installation of an App; a personal token has none. */
  private static final Integer PERSONAL = 0;

  private static final int WORKFLOW = 1;
  private static final int WORKFLOW_APP = 15_368;
  private static final int APP = 7;
  private static final int ANOTHER_APP = 99;

  /** Starts on a free loopback port, with Java's clock. */
  public StubGitHub() {
    this(Clock.systemUTC());
  }

  /**
   * Starts on a free loopback port.
   *
   * @param clock tells when tokens end and limits pass
   */
  public StubGitHub(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One check run. */
  public static final class Run {
    private final long id;
    private final String repository;
    private final int app;
    private final ObjectNode fields;
    private final List<JsonNode> annotations = new ArrayList<>();

    private Run(long id, String repository, int app, ObjectNode fields) {
      this.id = id;
      this.repository = repository;
      this.app = app;
      this.fields = fields;
    }

    public String externalId() {
      return fields.path("external_id").asText();
    }

    public String head() {
      return fields.path("head_sha").asText();
    }

    public String name() {
      return fields.path("name").asText();
    }

    public String status() {
      return fields.path("status").asText();
    }

    public String conclusion() {
      return fields.path("conclusion").asText();
    }

    public String title() {
      return fields.path("output").path("title").asText();
    }

    public String summary() {
      return fields.path("output").path("summary").asText();
    }

    public String text() {
      return fields.path("output").path("text").asText();
    }

    /** All annotations that were ever sent for it, in that order, as they were sent. */
    public List<JsonNode> annotations() {
      return List.copyOf(annotations);
    }
  }

  /**
   * One commit status.
   *
   * @param state success, failure, error or pending
   */
  public record Status(String state, String context, String description) {}

  private static final class Hosted {
    final long id;
    final List<String> commits = new ArrayList<>();
    final Map<Long, Run> runs = new LinkedHashMap<>();
    final Map<String, List<Status>> statuses = new HashMap<>();

    Hosted(long id) {
      this.id = id;
    }
  }

  /** Base URL of the API, for {@code reporter.github.url}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds a repository, or commits to one. */
  public synchronized StubGitHub repository(String name, String... commits) {
    Hosted hosted = repositories.computeIfAbsent(name, n -> new Hosted(nextId++));
    hosted.commits.addAll(List.of(commits));
    return this;
  }

  /** Gives a repository another name; the old one leads to it. */
  public synchronized void rename(String name, String newName) {
    repositories.put(newName, repositories.remove(name));
    renamed.put(name, newName);
  }

  /** Takes a repository away. */
  public synchronized void remove(String name) {
    repositories.remove(name);
  }

  /** Lets a personal access token in; it may write commit statuses, not check runs. */
  public synchronized StubGitHub personalToken(String token) {
    tokens.put(token, PERSONAL);
    return this;
  }

  /** Lets a token in that may do all that an App's may, such as the one of a workflow. */
  public synchronized StubGitHub appToken(String token) {
    installations.put(WORKFLOW, repository -> true);
    tokens.put(token, WORKFLOW);
    return this;
  }

  /** Registers the App. */
  public synchronized StubGitHub app(String id, PublicKey key) {
    app = id;
    appKey = key;
    return this;
  }

  /** Installs the App on repositories. */
  public synchronized StubGitHub install(int installation, Predicate<String> onRepositories) {
    installations.put(installation, onRepositories);
    return this;
  }

  /** Removes an installation of the App, and its tokens. */
  public synchronized void uninstall(int installation) {
    installations.remove(installation);
    tokens.values().removeIf(i -> i == installation);
  }

  /** Takes the permission to write check runs from the App, or gives it back. */
  public synchronized void mayWriteRuns(boolean may) {
    mayWriteRuns = may;
  }

  /** Makes a check run that another App has, and only that may change. */
  public synchronized void runOfAnotherApp(String name, String head, String externalId) {
    ObjectNode fields = MAPPER.createObjectNode();
    fields.put("name", "winnow").put("head_sha", head).put("external_id", externalId);
    fields.put("status", "completed").put("conclusion", "success");
    Run run = new Run(nextId++, name, ANOTHER_APP, fields);
    repositories.get(name).runs.put(run.id, run);
  }

  /** Makes a run twice, as when a lost request takes effect after all. */
  public synchronized void doubleRun(String name, Run run) {
    Run twin = new Run(nextId++, name, run.app, run.fields.deepCopy());
    repositories.get(name).runs.put(twin.id, twin);
  }

  /** Fails from now on as these say. */
  public synchronized void faults(StubFaults newFaults) {
    faults = newFaults;
  }

  /** The check runs of a commit, in the order in which they were made. */
  public synchronized List<Run> runs(String repository, String commit) {
    return repositories.get(repository).runs.values().stream()
        .filter(run -> run.head().equals(commit))
        .toList();
  }

  /** The statuses of a commit, newest first. */
  public synchronized List<Status> statuses(String repository, String commit) {
    return List.copyOf(repositories.get(repository).statuses.getOrDefault(commit, List.of()));
  }

  /** Method and path of every request so far, failed ones too. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many tokens were given to installations. */
  public synchronized int issuedTokens() {
    return issued;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Reply reply;
    StubFaults.Fault fault;
    synchronized (this) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      fault = faults.next();
      reply =
          switch (fault) {
            case NONE, LOST_ANSWER -> reply(exchange, body);
            case DROPPED -> null;
            case SERVER_ERROR -> Reply.of(502, "<html>Bad Gateway</html>");
            case TOO_MANY -> message(429, "Too many requests").with("Retry-After", "1");
            case SECONDARY_LIMIT ->
                message(403, "You have exceeded a secondary rate limit.").with("Retry-After", "2");
            case SECONDARY_LIMIT_WITHOUT_TIME ->
                message(403, "You have exceeded a secondary rate limit. Please wait a few minutes");
            case PRIMARY_LIMIT ->
                message(403, "API rate limit exceeded")
                    .with("X-RateLimit-Remaining", "0")
                    .with("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + 5));
          };
    }
    if (fault == StubFaults.Fault.LOST_ANSWER || reply == null) {
      // Without a status line; the client sees the connection end.
      exchange.close();
      return;
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, byte[] body) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.matches("(Bearer|token) \\S+")) {
      return message(401, "Requires authentication");
    }
    String token = authorization.substring(authorization.indexOf(' ') + 1);
    if (path.startsWith("/app") || path.endsWith("/installation")) {
      return appReply(method, path, token);
    }
    Integer installation = tokens.get(token);
    if (installation == null) {
      return message(401, "Bad credentials");
    }
    Matcher matcher = REPOSITORY.matcher(path);
    if (!matcher.matches()) {
      return message(404, "Not Found");
    }
    String name = matcher.group(1);
    if (renamed.containsKey(name)) {
      return message(301, "Moved Permanently")
          .with("Location", url() + path.replace(name, renamed.get(name)));
    }
    boolean isVisible =
        installation.equals(PERSONAL)
            || installations.getOrDefault(installation, r -> false).test(name);
    if (!repositories.containsKey(name) || !isVisible) {
      return message(404, "Not Found");
    }
    String rest = Optional.ofNullable(matcher.group(2)).orElse("");
    JsonNode json = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
    return repositoryReply(method, name, rest, query(exchange), installation, json);
  }

  private Reply repositoryReply(
      String method,
      String name,
      String rest,
      Map<String, String> query,
      int installation,
      JsonNode body) {
    Hosted hosted = repositories.get(name);
    Matcher runsOf = RUNS_OF.matcher(rest);
    Matcher run = RUN.matcher(rest);
    Matcher statuses = STATUSES.matcher(rest);
    if (method.equals("GET") && rest.isEmpty()) {
      return Reply.of(200, repositoryJson(name, hosted));
    }
    if (method.equals("GET") && runsOf.matches()) {
      return list(hosted, runsOf.group(1), query);
    }
    if (method.equals("POST") && rest.equals("/check-runs")) {
      return create(name, hosted, installation, body);
    }
    if (method.equals("PATCH") && run.matches()) {
      return update(hosted, Long.parseLong(run.group(1)), installation, body);
    }
    if (method.equals("GET") && statuses.matches()) {
      ArrayNode list = MAPPER.createArrayNode();
      hosted.statuses.getOrDefault(statuses.group(1), List.of()).forEach(s -> list.add(json(s)));
      return Reply.of(200, list);
    }
    if (method.equals("POST") && statuses.matches()) {
      return status(hosted, statuses.group(1), body);
    }
    return message(404, "Not Found");
  }

  private ObjectNode repositoryJson(String name, Hosted hosted) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", hosted.id).put("name", name.split("/")[1]).put("full_name", name);
    json.putObject("owner").put("login", name.split("/")[0]).put("id", 1).put("type", "User");
    return json.put("html_url", url() + "/" + name);
  }

  private Reply list(Hosted hosted, String commit, Map<String, String> query) {
    if (!hosted.commits.contains(commit)) {
      return message(422, "No commit found for SHA: " + commit);
    }
    List<Run> found = new ArrayList<>();
    for (Run run : hosted.runs.values()) {
      if (run.head().equals(commit)
          && run.name().equals(query.getOrDefault("check_name", run.name()))) {
        found.add(0, run);
      }
    }
    if (!query.getOrDefault("filter", "latest").equals("all") && found.size() > 1) {
      found = found.subList(0, 1);
    }
    int size = Integer.parseInt(query.getOrDefault("per_page", "30"));
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    int from = Math.min(found.size(), (page - 1) * size);
    int to = Math.min(found.size(), from + size);
    ObjectNode json = MAPPER.createObjectNode();
    json.put("total_count", found.size());
    ArrayNode runs = json.putArray("check_runs");
    found.subList(from, to).forEach(run -> runs.add(json(run)));
    return Reply.of(200, json);
  }

  private Reply create(String name, Hosted hosted, int installation, JsonNode body) {
    Optional<Reply> refusal = refusal(installation, body);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String head = body.path("head_sha").asText();
    if (body.path("name").asText().isEmpty() || head.isEmpty()) {
      return message(422, "Invalid request. \"name\", \"head_sha\" weren't supplied.");
    }
    if (!hosted.commits.contains(head)) {
      return message(422, "No commit found for SHA: " + head);
    }
    ObjectNode fields = MAPPER.createObjectNode();
    fields.put("status", "queued");
    Run run = new Run(nextId++, name, appOf(installation), fields);
    change(run, body);
    hosted.runs.put(run.id, run);
    return Reply.of(201, json(run));
  }

  private Reply update(Hosted hosted, long id, int installation, JsonNode body) {
    Run run = hosted.runs.get(id);
    if (run == null) {
      return message(404, "Not Found");
    }
    Optional<Reply> refusal = refusal(installation, body);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (run.app != appOf(installation)) {
      return message(403, "Invalid app_id: check run can only be modified by the App of it");
    }
    change(run, body);
    return Reply.of(200, json(run));
  }

  private static int appOf(int installation) {
    return installation == WORKFLOW ? WORKFLOW_APP : APP;
  }

  private Optional<Reply> refusal(int installation, JsonNode body) {
    if (installation == PERSONAL) {
      return Optional.of(message(403, "You must authenticate via a GitHub App."));
    }
    if (!mayWriteRuns) {
      return Optional.of(message(403, "Resource not accessible by integration"));
    }
    String conclusion = body.path("conclusion").asText();
    if (body.path("status").asText().equals("completed") && !CONCLUSIONS.contains(conclusion)) {
      return Optional.of(message(422, "Invalid request. conclusion is missing or unknown"));
    }
    return body.hasNonNull("output") ? problem(body.get("output")) : Optional.empty();
  }

  private static Optional<Reply> problem(JsonNode output) {
    for (String field : List.of("title", "summary")) {
      if (output.path(field).asText().isEmpty()) {
        return Optional.of(message(422, "Invalid request. \"" + field + "\" wasn't supplied."));
      }
    }
    for (String field : List.of("summary", "text")) {
      if (output.path(field).asText().length() > LONGEST_TEXT) {
        return Optional.of(
            message(422, "Only 65535 characters are allowed; more were supplied: " + field));
      }
    }
    JsonNode annotations = output.path("annotations");
    if (annotations.size() > MOST_ANNOTATIONS) {
      return Optional.of(message(422, "No subschema matched: too many annotations"));
    }
    for (JsonNode annotation : annotations) {
      String path = annotation.path("path").asText();
      int start = annotation.path("start_line").asInt(0);
      boolean isRight =
          !path.isEmpty()
              && !path.startsWith("/")
              && start >= 1
              && annotation.path("end_line").asInt(0) >= start
              && LEVELS.contains(annotation.path("annotation_level").asText())
              && !annotation.path("message").asText().isEmpty()
              && annotation.path("message").asText().length() <= LONGEST_MESSAGE
              && annotation.path("title").asText().length() <= LONGEST_TITLE;
      if (!isRight) {
        return Optional.of(message(422, "Invalid request. annotation is wrong: " + annotation));
      }
    }
    return Optional.empty();
  }

  /** Annotations are added to those that are there, all else is replaced. */
  private static void change(Run run, JsonNode body) {
    ObjectNode fields = run.fields;
    body.fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals("output") && !field.getValue().isNull()) {
                fields.set(field.getKey(), field.getValue());
              }
            });
    if (body.hasNonNull("output")) {
      ObjectNode output = body.get("output").deepCopy();
      output.path("annotations").forEach(run.annotations::add);
      output.remove("annotations");
      output.put("annotations_count", run.annotations.size());
      fields.set("output", output);
    }
  }

  private ObjectNode json(Run run) {
    ObjectNode json = run.fields.deepCopy();
    json.put("id", run.id).put("node_id", "R" + run.id);
    json.putObject("app").put("id", run.app);
    json.put("url", url() + "/repos/" + run.repository + "/check-runs/" + run.id);
    if (!json.has("output")) {
      json.putObject("output").putNull("title").putNull("text").put("annotations_count", 0);
    }
    if (!json.has("conclusion")) {
      json.putNull("conclusion");
    }
    return json;
  }

  private static ObjectNode json(Status status) {
    return MAPPER
        .createObjectNode()
        .put("state", status.state())
        .put("context", status.context())
        .put("description", status.description());
  }

  private Reply status(Hosted hosted, String commit, JsonNode body) {
    String state = body.path("state").asText();
    String description = body.path("description").asText();
    if (!hosted.commits.contains(commit)) {
      return message(422, "No commit found for SHA: " + commit);
    }
    if (!STATES.contains(state) || description.length() > LONGEST_DESCRIPTION) {
      return message(422, "Validation Failed");
    }
    Status status = new Status(state, body.path("context").asText("default"), description);
    hosted.statuses.computeIfAbsent(commit, c -> new ArrayList<>()).add(0, status);
    return Reply.of(201, json(status));
  }

  private Reply appReply(String method, String path, String token) throws IOException {
    if (app == null || !isAppToken(token)) {
      return message(401, "A JSON web token could not be decoded");
    }
    if (method.equals("GET") && path.equals("/app")) {
      return Reply.of(200, MAPPER.createObjectNode().put("id", APP).put("slug", "winnow"));
    }
    Matcher matcher = INSTALLATION.matcher(path);
    if (!matcher.matches()) {
      String name = path.replaceFirst("^/repos/", "").replaceFirst("/installation$", "");
      return installations.entrySet().stream()
          .filter(e -> e.getKey() != WORKFLOW && repositories.containsKey(name))
          .filter(e -> e.getValue().test(name))
          .findFirst()
          .map(e -> Reply.of(200, installationJson(e.getKey())))
          .orElse(message(404, "Not Found"));
    }
    int id = Integer.parseInt(matcher.group(1));
    if (!installations.containsKey(id)) {
      return message(404, "Not Found");
    }
    if (matcher.group(2) == null) {
      return Reply.of(200, installationJson(id));
    }
    String fresh = "ghs_" + id + "_" + issued++;
    tokens.put(fresh, id);
    Instant until = clock.instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    return Reply.of(
        201, MAPPER.createObjectNode().put("token", fresh).put("expires_at", until.toString()));
  }

  private ObjectNode installationJson(int id) {
    return MAPPER
        .createObjectNode()
        .put("id", id)
        .put("access_tokens_url", url() + "/app/installations/" + id + "/access_tokens");
  }

  private boolean isAppToken(String token) throws IOException {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      return false;
    }
    Base64.Decoder decoder = Base64.getUrlDecoder();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(appKey);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(decoder.decode(parts[2]))) {
        return false;
      }
    } catch (GeneralSecurityException e) {
      return false;
    }
    JsonNode claims = MAPPER.readTree(decoder.decode(parts[1]));
    long now = clock.instant().getEpochSecond();
    return claims.path("iss").asText().equals(app)
        && claims.path("iat").asLong() <= now
        && claims.path("exp").asLong() > now
        && claims.path("exp").asLong() - now <= 600;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      query.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  private static Reply message(int status, String message) {
    return Reply.of(status, MAPPER.createObjectNode().put("message", message));
  }

  private record Reply(int status, String body, Map<String, String> headers) {
    static Reply of(int status, Object body) {
      return new Reply(status, body.toString(), Map.of());
    }

    Reply with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, body, more);
    }
  }
}
