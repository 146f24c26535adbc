package dev.winnow.worker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.worker.live.LiveRun;
import dev.winnow.worker.live.RunLog;
import dev.winnow.worker.live.RunSubject;
import dev.winnow.worker.live.Runs;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs now, and the output of a run. */
final class RunResource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunResource.class);

  /** Each has a thread of the server while it lasts. */
  static final int MOST_FOLLOWERS = 32;

  /** So often a follower of a silent run is told that it is silent, and found out to be gone. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** So soon a follower learns that the worker closes. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Runs runs;
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);
  private volatile boolean isClosed;

  RunResource(Runs runs) {
    this.runs = runs;
  }

  void list(Context http) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode all = body.putArray("runs");
    runs.all().forEach(run -> all.add(json(run)));
    http.contentType("application/json").result(body.toString());
  }

  void log(Context http) throws IOException, InterruptedException {
    String order = http.pathParam("order");
    LiveRun run =
        runs.ofOrder(order)
            .orElseThrow(
                () ->
                    new NotFoundResponse(
                        "order "
                            + order
                            + " does not run on this worker; /runs has those that do"));
    String follow = http.queryParam("follow");
    if (follow != null && !follow.equals("true") && !follow.equals("false")) {
      throw new BadRequestResponse("follow is '" + follow + "'; it has to be true or false");
    }
    http.contentType("text/plain; charset=utf-8");
    if (!"true".equals(follow)) {
      http.result(text(run.log().read(0), true));
    } else if (followers.tryAcquire()) {
      try {
        follow(run.log(), http.res().getOutputStream());
      } catch (IOException e) {
        log.debug("Whoever followed the log of {} is gone", order);
      } finally {
        followers.release();
      }
    } else {
      throw new ServiceUnavailableResponse(
          MOST_FOLLOWERS + " logs are followed already; ask without follow, or later");
    }
  }

  /** Writes lines as they come until the run ends, the worker closes, or the reader is gone. */
  private void follow(RunLog output, OutputStream out) throws IOException, InterruptedException {
    RunLog.Page page = output.read(0);
    out.write(bytes(text(page, true)));
    out.flush();
    long silentSince = System.nanoTime();
    while (!page.isEnded() && !isClosed) {
      page = output.await(page.next(), LOOK);
      if (!page.lines().isEmpty()) {
        out.write(bytes(text(page, false)));
        out.flush();
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > SILENCE.toNanos() && !page.isEnded()) {
        out.write(bytes("[no output for " + SILENCE.toSeconds() + " s]\n"));
        out.flush();
        silentSince = System.nanoTime();
      }
    }
    out.write(bytes(page.isEnded() ? "[the run has ended]\n" : "[the worker is stopping]\n"));
    out.flush();
  }

  private static String text(RunLog.Page page, boolean isFirst) {
    StringBuilder text = new StringBuilder();
    if (page.skipped() > 0) {
      String which = isFirst ? " earlier lines are no longer kept]\n" : " lines left out]\n";
      text.append('[').append(page.skipped()).append(which);
    }
    page.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode json(LiveRun run) {
    RunSubject subject = run.subject();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("order", subject.order()).put("kind", subject.kind()).put("task", subject.task());
    subject.attempt().ifPresent(attempt -> json.put("attempt", attempt));
    subject.cluster().ifPresent(cluster -> json.put("cluster", cluster));
    subject.rung().ifPresent(rung -> json.put("rung", rung));
    json.put("delivery", run.delivery());
    json.put("startedAt", run.startedAt().toString());
    json.put("runningSeconds", run.age().toMillis() / 1000.0);
    run.lastOutputAt().ifPresent(at -> json.put("lastOutputAt", at.toString()));
    json.put("outputBytes", run.log().bytes());
    run.cost().ifPresent(cost -> json.put("cost", cost));
    return json;
  }

  /** Ends what is followed. */
  @Override
  public void close() {
    isClosed = true;
  }
}
