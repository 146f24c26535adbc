package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.streams.access.AccessConfig;
import dev.winnow.streams.access.Gate;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.checks.ChecksDriver;
import dev.winnow.streams.contest.ContestDriver;
import dev.winnow.streams.contest.Tasks;
import dev.winnow.streams.patch.PatchConfig;
import dev.winnow.streams.patch.Patches;
import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.StandbyAges;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** A server over the stores of topologies that a test drives. */
final class QueryWorld implements AutoCloseable {
  final ContestDriver contest = new ContestDriver();
  final ChecksDriver checks = new ChecksDriver();
  final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  final MockProducer<String, Task> kafka =
      new MockProducer<>(true, null, new StringSerializer(), (topic, task) -> new byte[0]);
  private final Patches patches =
      new Patches(new PatchConfig(true, Set.of(), Path.of("unused"), 1 << 20));
  private final HttpClient client = HttpClient.newHttpClient();
  private final QueryServer server;

  QueryWorld() {
    this(OnePlace.HERE);
  }

  /**
   * @param locator says where things are
   */
  QueryWorld(Locator locator) {
    this(locator, new StandbyAges());
  }

  /**
   * @param locator says where things are
   * @param ages how old what is here is, if it is a standby copy
   */
  QueryWorld(Locator locator, StandbyAges ages) {
    Peers peers = new Peers();
    Views views =
        new Views(
            new Health(state::get),
            new Router<>(
                locator,
                partition ->
                    ContestViews.owned(running(contest::store), contest.snapshots(), partition),
                new Copies<>(partition -> contest::store, ages, ContestViews::new),
                peers),
            new Router<>(
                locator,
                partition -> new PullRequestViews(running(checks::store)),
                new Copies<>(partition -> checks::store, ages, PullRequestViews::new),
                peers),
            new ContractViews(checks::store),
            new CommittedViews(contest::store));
    TaskPublisher publisher =
        new TaskPublisher(() -> kafka, "winnow.tasks", Clock.fixed(Tasks.START, ZoneOffset.UTC));
    server =
        new QueryServer(
            "127.0.0.1",
            0,
            views,
            publisher,
            patches,
            new Gate(AccessConfig.of(Map.of(), "127.0.0.1")),
            List.of());
    server.start();
  }

  URI uri() {
    return server.uri();
  }

  /** What each route asks for, by method and path. */
  Map<String, Scope> scopes() {
    return server.scopes();
  }

  /** The instance goes away; what it holds stays. */
  void stopServer() {
    server.close();
  }

  private StoreLookup running(StoreLookup stores) {
    return name -> {
      if (state.get() != State.RUNNING) {
        throw new InvalidStateStoreException("rebalancing");
      }
      return stores.find(name);
    };
  }

  /**
   * Plays a contest with a variant for each speed; each makes a patch of its own. A gate rejects
   * those whose speed is not a number.
   */
  void play(String taskId, double... speeds) {
    contest.publishTask(Tasks.task(taskId, speeds.length).build());
    for (AttemptOrder order : contest.newAttempts()) {
      int variant = Integer.parseInt(order.getVariant().substring(1));
      contest.publish(ContestDriver.patch(order, String.format("%04x", variant), "0.01"));
      double speed = speeds[variant - 1];
      if (Double.isNaN(speed)) {
        contest.publish(
            ContestDriver.evaluation(contest.newEvaluations().get(0), Outcome.REJECTED_BY_GATE)
                .build());
        continue;
      }
      contest.publish(ContestDriver.passed(contest.newEvaluations().get(0)));
      EvaluationOrder bench = contest.newEvaluations().get(0);
      contest.publish(ContestDriver.passed(bench, speed));
    }
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    for (int index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String body) throws Exception {
    return client.send(
        request("/v1/tasks").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  /** The body of an answer that must be 200. */
  JsonNode read(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** All items of a list, page by page. */
  List<JsonNode> pages(String path, String list, int limit) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
    JsonNode page = read(first);
    page.path(list).forEach(items::add);
    while (page.has("next")) {
      assertThat(page.path(list)).hasSize(limit);
      page = read(first + "&after=" + page.path("next").asText());
      page.path(list).forEach(items::add);
    }
    return items;
  }

  /** Events of a stream, with the header Last-Event-ID if it is not empty. */
  HttpResponse<java.util.stream.Stream<String>> events(String path, String lastId)
      throws Exception {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(10));
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  @Override
  public void close() {
    server.close();
    patches.close();
    contest.close();
    checks.close();
  }
}
