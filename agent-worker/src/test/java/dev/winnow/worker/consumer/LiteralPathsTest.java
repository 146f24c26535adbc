package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.tree.MapTree;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralPathsTest {
  private static String found(String file, String text) {
    return LiteralPaths.in(text, CodeLanguage.of(file).orElseThrow()).stream()
        .map(
            c ->
                c.provider().map(p -> p + " ").orElse("") + c.method().orElse("*") + " " + c.path())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      textBlock =
          """
          a.ts  ~ axios.get(`/orders/${id}`)                                  ~ GET /orders/{}
          a.ts  ~ axios.get<Order[]>('/orders')                               ~ GET /orders
          a.ts  ~ this.http.post<Order>('/orders', body)                      ~ POST /orders
          a.ts  ~ fetch('/orders/' + id + '/lines')                           ~ GET /orders/{}/lines
          a.js  ~ fetch(`${BASE}/orders/${a.b}`, { method: 'DELETE' })        ~ DELETE /orders/{}
          a.js  ~ fetch('/orders', options)                                   ~ * /orders
          a.js  ~ axios({ method: 'put', url: '/orders/1' })                  ~ PUT /orders/1
          a.js  ~ axios({ url: `/orders/${id}`, method: "patch" })            ~ PATCH /orders/{}
          a.js  ~ fetch(new URL('/orders', base))                             ~ GET /orders
          a.js  ~ // axios.get('/orders')                                     ~
          a.js  ~ /* axios.get('/orders') */                                  ~
          a.js  ~ app.get('/orders', list)                                    ~
          a.js  ~ router.post('/orders', async (req, res) => {})              ~
          a.js  ~ api.get('/orders', (req, res) => {})                        ~
          a.js  ~ const path = '/orders'                                      ~
          a.js  ~ import x from '/orders/x.js'                                ~
          a.js  ~ fetch('http://orders:8080/orders?x=1')                      ~ orders GET /orders
          a.js  ~ fetch(`/orders?status=${s}`)                                ~ GET /orders
          A.java ~ restTemplate.getForObject("/orders/{id}", Order.class, id) ~ GET /orders/{}
          A.java ~ restTemplate.exchange(url + "/orders", HttpMethod.PUT, e)  ~ PUT /orders
          A.java ~ webClient.get().uri("/orders/{id}", id).retrieve();        ~ GET /orders/{}
          A.java ~ b.uri(URI.create(base + "/orders/" + id)).DELETE().build();~ DELETE /orders/{}
          A.java ~ new Request.Builder().url(base + "/orders").post(body);    ~ POST /orders
          A.java ~ @GetMapping("/orders")                                     ~
          A.kt  ~ client.get("$base/orders/$id")                              ~ GET /orders/{}
          A.kt  ~ routing { get("/orders") { call.respond(1) } }              ~
          a.py  ~ requests.post(f"{BASE}/orders/{order_id}", json=x)          ~ POST /orders/{}
          a.py  ~ requests.request("PUT", BASE + "/orders")                   ~ PUT /orders
          a.py  ~ session.get("%s/orders/%d" % (base, x))                     ~ GET /orders/{}
          a.py  ~ @app.get("/orders")                                         ~
          a.py  ~ # requests.get("/orders")                                   ~
          a.go  ~ http.NewRequest("POST", base+"/orders", body)               ~ POST /orders
          a.go  ~ http.NewRequestWithContext(ctx, http.MethodPut, fmt.Sprintf("%s/orders/%s", b, id), nil) ~ PUT /orders/{}
          a.go  ~ http.Get("http://orders.shop.svc/orders")                   ~ orders.shop.svc GET /orders
          a.go  ~ mux.HandleFunc("/orders", h)                                ~
          a.rb  ~ HTTParty.get("#{base}/orders/#{id}")                        ~ GET /orders/{}
          a.rb  ~ conn.post "/orders", body                                   ~ POST /orders
          a.rb  ~ get "/orders", to: "orders#index"                           ~
          A.cs  ~ await client.PostAsJsonAsync($"/orders/{id}", x);           ~ POST /orders/{}
          A.cs  ~ [HttpGet("/orders")]                                        ~
          A.cs  ~ new HttpRequestMessage(HttpMethod.Delete, $"/orders/{id}")  ~ DELETE /orders/{}
          a.rs  ~ client.get(format!("{}/orders/{}", base, id))               ~ GET /orders/{}
          a.php ~ $client->get("/orders/$id");                                ~ GET /orders/{}
          a.php ~ $client->request('POST', '/orders/' . $id);                 ~ POST /orders/{}
          """)
  void shouldFindWhatIsRequested(String file, String code, String expected) {
    String found = found(file, code);

    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void shouldNameTheProviderWhenTheInterfaceIsAFeignClient() {
    String found =
        found(
            "A.java",
            """
            @FeignClient(name = "orders", path = "/api/v1")
            interface OrdersClient {
              @GetMapping("/orders/{id}") Order one(@PathVariable String id);
              @RequestMapping(method = RequestMethod.DELETE, value = "/orders/{id}") void gone();
            }
            """);

    assertThat(found).isEqualTo("orders GET /api/v1/orders/{}; orders DELETE /api/v1/orders/{}");
  }

  @Test
  void shouldReadPathsWithoutASlashWhenTheInterfaceIsOfRetrofit() {
    String found =
        found("A.kt", "import retrofit2.http.GET\ninterface A { @GET(\"orders/{id}\") fun one() }");

    assertThat(found).isEqualTo("GET /orders/{}");
  }

  @Test
  void shouldEndSoonWhenFilesAreHostile() {
    long start = System.nanoTime();

    for (String piece :
        List.of(
            "\"",
            "`${",
            "((((",
            "'/a'+",
            "{{{",
            "\"/a\" + (",
            "get(",
            "/*",
            "@GetMapping(\"",
            "<",
            "\\")) {
      LiteralPaths.in("/" + piece.repeat(100_000), CodeLanguage.SCRIPT);
      LiteralPaths.in("@FeignClient(/" + piece.repeat(100_000), CodeLanguage.JVM);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void shouldReadTwoThousandFilesQuicklyWhenNoneIsKnown() {
    String code =
        """
        export class Client {
          // reads https://orders/api
          async load(id: string) {
            const answer = await this.http.get<Order>(`${this.base}/orders/${id}/lines?limit=10`);
            return answer.items.map(item => ({ 'key': item.id, "name": item.name }));
          }
        }
        """
            .repeat(25);
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      files.put("src/client" + i + ".ts", code + "// " + i);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    List<Use> uses = Uses.of(new MapTree(files), Shop.web());

    // Time of the processor, as other tests may run beside.
    long spent = threads.getCurrentThreadCpuTime() - start;
    assertThat(uses).hasSize(2_000);
    assertThat(Duration.ofNanos(spent)).isLessThan(Duration.ofSeconds(2));
  }
}
