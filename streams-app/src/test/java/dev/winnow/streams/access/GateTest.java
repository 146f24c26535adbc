package dev.winnow.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.javalin.http.sse.SseClient;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<SseClient> streams = new CopyOnWriteArrayList<>();
  private Javalin server;
  private Gate gate;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /open, none, 200",
    "GET, /read, none, 401",
    "GET, /read, wrong, 401",
    "GET, /read, reader, 200",
    "POST, /submit, reader, 403",
    "POST, /submit, submitter, 200",
    "GET, /read, submitter, 200",
    "POST, /admin, submitter, 403",
    "POST, /admin, admin, 200",
    "GET, /nowhere, none, 404",
    "HEAD, /read, none, 200"
  })
  void shouldLetThroughWhoHasTheScopeWhenTokensAreAskedFor(
      String method, String path, String token, int status) throws Exception {
    start(Map.of("http.tokens.file", tokens().toString()));

    assertThat(send(method, path, token).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldSayWhatIsMissingWhenATokenIsNotEnough() throws Exception {
    start(Map.of("http.tokens.file", tokens().toString()));

    assertThat(header(send("GET", "/read", "none"), "WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"winnow\"");
    assertThat(header(send("GET", "/read", "wrong"), "WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"winnow\", error=\"invalid_token\"");
    assertThat(header(send("POST", "/submit", "reader"), "WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"winnow\", error=\"insufficient_scope\", scope=\"submit\"");
  }

  @Test
  void shouldTakeNoTokenFromTheAddressWhenOneIsThere() throws Exception {
    start(Map.of("http.tokens.file", tokens().toString()));

    assertThat(send("GET", "/read?access_token=reader", "none").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldNotStartWhenARouteHasNoScope() {
    Javalin open = Javalin.create(config -> config.routes.get("/forgotten", http -> {}));

    assertThatThrownBy(() -> Gate.requireScopes(open))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET /forgotten");
  }

  @Test
  void shouldRefuseOtherNamesWhenItListensOnLoopback() throws Exception {
    start(Map.of("http.hosts", "winnow.example.org"));

    assertThat(raw("GET /read HTTP/1.1\r\nHost: attacker.example\r\n")).startsWith("HTTP/1.1 421");
    assertThat(raw("GET /read HTTP/1.1\r\nHost: localhost:1\r\n")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET /read HTTP/1.1\r\nHost: Winnow.Example.org\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET /open HTTP/1.1\r\nHost: attacker.example\r\n")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200",
    "Origin, https://evil.example, 403",
    "Origin, null, 403",
    "Origin, https://board.example.org, 200"
  })
  void shouldRefuseWhatAnotherSitesPageSendsWhenItWouldChangeSomething(
      String header, String value, int status) throws Exception {
    start(Map.of("http.cors.origins", "https://board.example.org"));

    HttpRequest request =
        request("/submit").header(header, value).POST(BodyPublishers.noBody()).build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldAllowListedOriginsOnlyWhenBrowsersAsk() throws Exception {
    start(Map.of("http.cors.origins", "https://board.example.org"));

    HttpResponse<String> listed = ask("https://board.example.org");
    HttpResponse<String> other = ask("https://board.example.org.evil.example");

    assertThat(listed.statusCode()).isEqualTo(204);
    assertThat(header(listed, "Access-Control-Allow-Origin"))
        .isEqualTo("https://board.example.org");
    assertThat(header(listed, "Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void shouldAllowNoOriginWhenNothingIsSet() throws Exception {
    start(Map.of());

    assertThat(ask("https://board.example.org").headers().firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void shouldSayWhenToComeAgainWhenAClientAsksTooOften() throws Exception {
    start(Map.of("http.rate.per.second", "1", "http.rate.burst", "2"));

    assertThat(send("GET", "/read", "none").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/read", "none").statusCode()).isEqualTo(200);
    HttpResponse<String> third = send("GET", "/read", "none");

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(header(third, "Retry-After")).isEqualTo("1");
    assertThat(send("GET", "/open", "none").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldCountWhomATrustedProxyNamesWhenOneIsSet() throws Exception {
    start(
        Map.of(
            "http.rate.per.second",
            "1",
            "http.rate.burst",
            "1",
            "http.proxy.trusted",
            "127.0.0.1"));

    assertThat(from("10.0.0.1").statusCode()).isEqualTo(200);
    assertThat(from("10.0.0.2").statusCode()).isEqualTo(200);
    // What stands before the last address, the client has made up.
    assertThat(from("10.0.0.9, 10.0.0.1").statusCode()).isEqualTo(429);
    // Some proxies add a line of their own behind the client's.
    assertThat(from("10.0.0.8", "10.0.0.1").statusCode()).isEqualTo(429);
  }

  @Test
  void shouldCountTheAddressWhenNoProxyIsTrusted() throws Exception {
    start(Map.of("http.rate.per.second", "1", "http.rate.burst", "1"));

    assertThat(from("10.0.0.1").statusCode()).isEqualTo(200);
    assertThat(from("10.0.0.2").statusCode()).isEqualTo(429);
  }

  @Test
  void shouldCountTokensApartWhenTheyComeFromOneAddress() throws Exception {
    start(
        Map.of(
            "http.rate.per.second",
            "1",
            "http.rate.burst",
            "1",
            "http.tokens.file",
            tokens().toString()));

    assertThat(send("GET", "/read", "reader").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/read", "admin").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/read", "reader").statusCode()).isEqualTo(429);
    assertThat(send("GET", "/read", "wrong").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/read", "guess").statusCode()).isEqualTo(429);
  }

  @Test
  void shouldGiveThePlaceBackWhenAStreamIsClosed() throws Exception {
    start(Map.of("http.streams.per.client", "1"));
    HttpResponse<InputStream> first = stream();
    await().until(() -> gate.openStreams() == 1 && streams.size() == 1);

    assertThat(stream().statusCode()).isEqualTo(429);

    streams.get(0).close();
    first.body().close();
    await().until(() -> gate.openStreams() == 0);
    assertThat(stream().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTakeNoPlaceWhenSomethingElseIsAskedForAsAStream() throws Exception {
    start(Map.of("http.streams.per.client", "1"));
    HttpResponse<InputStream> first = stream();
    await().until(() -> gate.openStreams() == 1);

    HttpResponse<String> read =
        client.send(
            request("/read").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofString());

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(gate.openStreams()).isEqualTo(1);
    first.body().close();
  }

  @Test
  void shouldCountTheAddressWhenNobodyCanSayWhoseATokenIs() throws Exception {
    start(
        Map.of(
            "http.rate.per.second",
            "1",
            "http.rate.burst",
            "1",
            "http.oidc.issuer",
            "http://127.0.0.1:1",
            "http.oidc.audience",
            "winnow"));

    assertThat(send("GET", "/read", "a.b.c").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/read", "a.b.c").statusCode()).isEqualTo(429);
  }

  private void start(Map<String, String> settings) {
    gate = new Gate(AccessConfig.of(settings, "127.0.0.1"));
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  gate.addTo(config);
                  config.routes.get("/open", http -> http.result("open"), Scope.OPEN);
                  config.routes.get("/read", http -> http.result("read"), Scope.READ);
                  config.routes.post("/submit", http -> http.result("in"), Scope.SUBMIT);
                  config.routes.post("/admin", http -> http.result("done"), Scope.ADMIN);
                  config.routes.sse(
                      "/events",
                      stream -> {
                        stream.keepAlive();
                        streams.add(stream);
                      },
                      Scope.READ);
                  config.routes.exception(
                      RefusedException.class,
                      (refused, http) -> {
                        refused.headers().forEach(http::header);
                        http.status(refused.kind().status()).result(refused.getMessage());
                      });
                })
            .start("127.0.0.1", 0);
    Gate.requireScopes(server);
  }

  private Path tokens() throws Exception {
    Map<String, String> digests = new HashMap<>();
    for (String token : List.of("reader", "submitter", "admin")) {
      digests.put(token, TokenFileTest.sha256(token));
    }
    return Files.writeString(
        folder.resolve("tokens"),
        "# who may ask\nread %s dashboard\n\nread,submit %s ci\nadmin %s me and you\n"
            .formatted(digests.get("reader"), digests.get("submitter"), digests.get("admin")));
  }

  private HttpResponse<String> send(String method, String path, String token) throws Exception {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
    if (!token.equals("none")) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> from(String... forwarded) throws Exception {
    HttpRequest.Builder request = request("/read");
    for (String line : forwarded) {
      request.header("X-Forwarded-For", line);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String origin) throws Exception {
    return client.send(
        request("/submit")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<InputStream> stream() throws Exception {
    return client.send(
        request("/events").header("Accept", "text/event-stream").build(),
        BodyHandlers.ofInputStream());
  }

  private String raw(String head) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
