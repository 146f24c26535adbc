package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body has ten seconds, however often its sender shows that it is still there. */
@Timeout(60)
class SlowBodyTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final int PAUSE_MS = 400;

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final WebhookServer server =
      new WebhookServer(
          "127.0.0.1",
          0,
          List.of(SECRET),
          new EventPublisher(
              new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()),
              new Topics(new InMemoryRegistry()),
              EventPublisher.PATIENCE));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    clock.shutdownNow();
    server.close();
  }

  @Test
  void shouldTakeABodyThatComesInTimeAndAnswer408WhenItDoesNot() {
    CompletableFuture<String> inTime = deliver(20);
    CompletableFuture<String> late = deliver(40);

    assertThat(inTime.join()).startsWith("HTTP/1.1 202");
    assertThat(late.join())
        .startsWith("HTTP/1.1 408")
        .contains("application/problem+json")
        .contains("the body did not come in time");
  }

  /** Sends a push in so many pieces, one each {@value #PAUSE_MS} ms, and gives the answer. */
  private CompletableFuture<String> deliver(int pieces) {
    byte[] body = Payloads.bytes(Payloads.push().toString());
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(Payloads.bytes(head(body)));
            var sending =
                clock.scheduleAtFixedRate(
                    new Pieces(out, body, pieces), 0, PAUSE_MS, TimeUnit.MILLISECONDS);
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            sending.cancel(true);
            return answer;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String head(byte[] body) {
    return Stream.of(
            "POST /webhooks/github HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: application/json",
            "X-GitHub-Event: push",
            "X-GitHub-Delivery: guid-1",
            Signature.HEADER + ": " + new WebhookSender(null, SECRET).sign(body),
            "Content-Length: " + body.length,
            "",
            "")
        .reduce((all, line) -> all + "\r\n" + line)
        .orElseThrow();
  }

  /** The next piece of a body each time it runs, the last of them with the rest. */
  private static final class Pieces implements Runnable {
    private final OutputStream out;
    private final byte[] body;
    private final int pieces;
    private int sent;

    Pieces(OutputStream out, byte[] body, int pieces) {
      this.out = out;
      this.body = body;
      this.pieces = pieces;
    }

    @Override
    public void run() {
      if (sent == pieces) {
        return;
      }
      int length = body.length / pieces;
      int from = sent * length;
      sent++;
      try {
        out.write(body, from, sent == pieces ? body.length - from : length);
      } catch (IOException e) {
        sent = pieces; // The server has answered, and takes no more.
      }
    }
  }
}
