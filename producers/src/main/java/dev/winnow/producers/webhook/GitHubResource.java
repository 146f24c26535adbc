package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource that GitHub delivers to. A delivery is counted once, whatever becomes of it, and
 * nothing of it is looked into before it is known to be genuine.
 */
final class GitHubResource {
  private static final Logger LOG = LoggerFactory.getLogger(GitHubResource.class);

  private static final String EVENT = "X-GitHub-Event";
  private static final String DELIVERY = "X-GitHub-Delivery";
  private static final String HOOK = "X-GitHub-Hook-ID";
  private static final String OLD_SIGNATURE = "X-Hub-Signature";
  private static final String PING = "ping";

  private static final Pattern EVENT_FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern DELIVERY_FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Signature signature;
  private final EventPublisher publisher;
  private final DeliveryCounts counts;
  private final Deliveries deliveries = new Deliveries();
  private final Bodies bodies = new Bodies();

  GitHubResource(Signature signature, EventPublisher publisher, DeliveryCounts counts) {
    this.signature = signature;
    this.publisher = publisher;
    this.counts = counts;
  }

  void receive(Context http) {
    String event = DeliveryCounts.UNVERIFIED;
    try (Body body = verified(http)) {
      event = header(http, EVENT, EVENT_FORM);
      String delivery = header(http, DELIVERY, DELIVERY_FORM);
      Outcome outcome = take(http, event, delivery, payload(http, body));
      counts.add(event, outcome);
      http.status(event.equals(PING) ? OK : ACCEPTED)
          .contentType("application/json")
          .result(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("delivery", delivery)
                  .put("outcome", outcome.word())
                  .toString());
    } catch (Refusal refusal) {
      counts.add(event, refusal.outcome());
      throw refusal;
    } catch (IOException cut) {
      counts.add(event, Outcome.INVALID);
      throw Refusal.invalid("the body did not come to its end");
    }
  }

  private Body verified(Context http) throws IOException {
    String given = http.header(Signature.HEADER);
    if (!Signature.isWellFormed(given)) {
      // No room and no time are given to a sender who does not even try.
      Bodies.discardAvailable(http.req().getInputStream());
      http.header("Connection", "close");
      throw Refusal.unsigned(
          given == null && http.header(OLD_SIGNATURE) != null
              ? OLD_SIGNATURE
                  + " alone is SHA-1 and not enough: "
                  + Signature.HEADER
                  + " is missing"
              : Signature.HEADER + " is missing or is not sha256= and 64 hexadecimal digits");
    }
    Body body = bodies.read(http.req());
    if (!signature.isOf(body, given)) {
      body.close();
      throw Refusal.unsigned(
          Signature.HEADER + " does not match: sender and receiver have different secrets");
    }
    return body;
  }

  private Outcome take(Context http, String event, String delivery, Payload payload) {
    // GitHub gives one GUID to an event and all hooks that it goes to. Another hook's delivery can
    // tell more: an App's names its installation, a repository's hook does not.
    String hook = http.header(HOOK);
    String identity = hook == null ? delivery : delivery + " " + hook;
    if (deliveries.isTaken(identity)) {
      return Outcome.REPEATED;
    }
    Told told = EventReader.read(event, delivery, payload);
    if (!told.isNothing()) {
      try {
        publisher.publish(told);
      } catch (NotPublishedException e) {
        LOG.warn("Delivery not published. delivery={} event={}", delivery, event, e);
        throw Refusal.unavailable("Kafka did not take the event in time; deliver it again");
      }
    }
    deliveries.take(identity);
    LOG.debug("Delivery taken. delivery={} event={}", delivery, event);
    return told.isNothing() ? Outcome.COUNTED : Outcome.PUBLISHED;
  }

  private static Payload payload(Context http, Body body) {
    String type = http.contentType() == null ? "" : http.contentType();
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "application/json" -> Payload.parse(body.bytes(), body.length());
      case "application/x-www-form-urlencoded" -> {
        byte[] json = FormPayload.of(body);
        yield Payload.parse(json, json.length);
      }
      default ->
          throw Refusal.unknownType(
              "send application/json or application/x-www-form-urlencoded: GitHub offers both");
    };
  }

  private static String header(Context http, String name, Pattern form) {
    String value = http.header(name);
    if (value == null) {
      throw Refusal.invalid("the header " + name + " is missing");
    }
    if (!form.matcher(value).matches()) {
      throw Refusal.invalid("the header " + name + " is not of the form " + form);
    }
    return value;
  }
}
