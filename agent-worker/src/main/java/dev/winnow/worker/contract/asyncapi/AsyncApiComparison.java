package dev.winnow.worker.contract.asyncapi;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.asyncapi.AvroPayloads.Mismatch;
import dev.winnow.worker.contract.openapi.Causes;
import dev.winnow.worker.contract.schema.Dialect;
import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.schema.SchemaChange;
import dev.winnow.worker.contract.schema.SchemaComparison;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One comparison of two versions of an AsyncAPI document. */
final class AsyncApiComparison {
  private static final String AVRO = "avro";
  private static final double AS_READERS_MAY_SKIP_IT = 0.6;
  private static final double AS_FEW_RELY_ON_IT = 0.7;

  private final AsyncApi before;
  private final AsyncApi after;
  private final SchemaComparison schemas;
  private final Map<String, List<SchemaChange>> compared = new HashMap<>();
  private final Map<String, Change> changes = new TreeMap<>();

  AsyncApiComparison(AsyncApi before, AsyncApi after) {
    this.before = before;
    this.after = after;
    this.schemas = new SchemaComparison(before.documents(), after.documents(), Dialect.DRAFT_7);
  }

  List<Change> changes() {
    Map<String, Channel> byKey = new LinkedHashMap<>();
    Map<String, Channel> byId = new LinkedHashMap<>();
    for (Channel channel : after.channels()) {
      byKey.putIfAbsent(channel.key(), channel);
      byId.put(channel.id(), channel);
    }
    Set<String> oldKeys = before.channels().stream().map(Channel::key).collect(Collectors.toSet());
    for (Channel old : before.channels()) {
      Channel same = byKey.get(old.key());
      if (same == null) {
        Channel sameId = byId.get(old.id());
        same = sameId != null && !oldKeys.contains(sameId.key()) ? sameId : null;
      }
      if (same == null) {
        removed(old);
      } else if (old.known() && same.known()) {
        compare(old, same);
      }
    }
    for (Map.Entry<String, Node> entry : before.protocols().entrySet()) {
      if (!after.protocols().containsKey(entry.getKey())) {
        add(
            "server-protocol-removed",
            Severity.WARNING,
            AS_FEW_RELY_ON_IT,
            "protocol " + entry.getKey(),
            "No server speaks " + entry.getKey() + " any more.",
            "Keep a server with the protocol until no consumer uses it.",
            before(entry.getValue()),
            Optional.empty());
      }
    }
    return changes.values().stream()
        .sorted(Comparator.comparing(Change::element).thenComparing(Change::rule))
        .toList();
  }

  private void removed(Channel old) {
    error(
        "channel-removed",
        "channel " + old.title(),
        "The channel " + old.title() + " is gone.",
        "Keep it until no consumer uses it.",
        before(old.node()),
        whole(old));
  }

  private void compare(Channel old, Channel now) {
    if (!old.address().isEmpty() && !now.address().isEmpty() && !old.key().equals(now.key())) {
      error(
          "channel-address-changed",
          "channel " + old.id(),
          "The address of channel "
              + old.id()
              + " was "
              + old.address()
              + " and is "
              + now.address()
              + ".",
          "Keep the old address until no consumer uses it.",
          after(now.node().child("address").exists() ? now.node().child("address") : now.node()),
          whole(old));
    }
    compareParameters(old, now);
    for (Map.Entry<Action, List<Message>> entry : old.messages().entrySet()) {
      Action action = entry.getKey();
      List<Message> same = now.messages().get(action);
      if (same != null) {
        compareMessages(old, now, action, entry.getValue(), same);
      } else if (action == Action.UNSAID
          || (now.messages().containsKey(Action.UNSAID) && !after.saysOperations())) {
        // One of the two does not say who sends: what it says of messages is compared all the same.
        now.messages()
            .forEach(
                (other, messages) ->
                    compareMessages(
                        old,
                        now,
                        action == Action.UNSAID ? other : action,
                        entry.getValue(),
                        messages));
      } else {
        error(
            "operation-removed",
            element(old, action),
            "The service does not " + word(action) + " at " + old.title() + " any more.",
            "Keep the operation until no consumer uses it.",
            before(old.node()),
            touch(old, action, Part.WHOLE, ""));
      }
    }
  }

  /** Parameters are matched by their position in the address, from the end. */
  private void compareParameters(Channel old, Channel now) {
    List<String> olds = names(old.address());
    List<String> news = names(now.address());
    if (olds.size() != news.size()) {
      return;
    }
    for (int i = 0; i < olds.size(); i++) {
      Node was = old.parameters().get(olds.get(i));
      Node is = now.parameters().get(news.get(i));
      if (was != null && is != null) {
        String element = "channel " + old.title() + " parameter " + olds.get(i);
        Optional<Touch> touch =
            Optional.of(new Touch(Channel.erased(old.title()), Part.PARAMETER, olds.get(i)));
        // Consumers choose the value, whoever sends. In version 3 the parameter is its own schema.
        Node oldSchema = was.child("schema").exists() ? was.child("schema") : was;
        Node newSchema = is.child("schema").exists() ? is.child("schema") : is;
        for (SchemaChange change : schemas(oldSchema, newSchema, Flow.CONSUMED)) {
          add("parameter", element, change, touch);
        }
      }
    }
  }

  private static List<String> names(String address) {
    List<String> names = new ArrayList<>();
    int open = address.indexOf('{');
    while (open >= 0) {
      int close = address.indexOf('}', open);
      if (close < 0) {
        break;
      }
      names.add(address.substring(open + 1, close));
      open = address.indexOf('{', close);
    }
    return names;
  }

  private void compareMessages(
      Channel old, Channel now, Action action, List<Message> olds, List<Message> news) {
    List<Message> left = new ArrayList<>(news);
    List<Message> unmatched = new ArrayList<>();
    for (Message message : olds) {
      Optional<Message> same = left.stream().filter(message::sharesNameWith).findFirst();
      if (same.isPresent()) {
        left.remove(same.get());
        compare(old, action, message, same.get());
      } else {
        unmatched.add(message);
      }
    }
    List<Message> gone = new ArrayList<>();
    for (Message message : unmatched) {
      // A name is not seen on the wire: a message that says the same is the same.
      Optional<Message> same =
          olds.size() == 1 && news.size() == 1
              ? left.stream().findFirst()
              : left.stream().filter(other -> isAlike(message, other, action)).findFirst();
      if (same.isPresent()) {
        left.remove(same.get());
        compare(old, action, message, same.get());
      } else {
        gone.add(message);
      }
    }
    boolean unnamed =
        gone.stream().anyMatch(message -> message.aliases().isEmpty())
            || left.stream().anyMatch(message -> message.aliases().isEmpty());
    if (unnamed && gone.size() == 1 && left.size() == 1) {
      compare(old, action, gone.remove(0), left.remove(0));
    }
    for (Message message : gone) {
      error(
          "message-removed",
          element(old, action) + " " + message.name(),
          "The message " + message.name() + " is gone from " + old.title() + ".",
          "Keep the message until no consumer uses it.",
          before(message.node()),
          touch(old, action, Part.WHOLE, ""));
    }
    if (action == Action.SEND && !olds.isEmpty()) {
      for (Message message : left) {
        add(
            "message-added",
            Severity.WARNING,
            AS_READERS_MAY_SKIP_IT,
            element(old, action) + " " + message.name(),
            "The message " + message.name() + " may now come at " + now.title() + ".",
            "Make sure that consumers skip messages that they do not know.",
            after(message.node()),
            touch(old, action, Part.WHOLE, ""));
      }
    }
  }

  private boolean isAlike(Message old, Message now, Action action) {
    if (!old.format().equals(now.format()) || !old.contentType().equals(now.contentType())) {
      return false;
    }
    if (!old.payload().exists() || !now.payload().exists()) {
      return old.payload().exists() == now.payload().exists();
    }
    return old.format().equals(AVRO)
        ? AvroPayloads.compare(resolved(before, old), resolved(after, now), Flow.BOTH).isEmpty()
        : schemas(old.payload(), now.payload(), action.flow()).isEmpty()
            && schemas(old.payload(), now.payload(), Flow.FULL).isEmpty();
  }

  private static Node resolved(AsyncApi api, Message message) {
    return api.documents().resolve(message.payload()).orElse(message.payload());
  }

  private void compare(Channel channel, Action action, Message old, Message now) {
    if (!old.known() || !now.known()) {
      return;
    }
    String element = element(channel, action) + " " + old.name();
    boolean said = !old.contentType().isEmpty() && !now.contentType().isEmpty();
    if (said && !old.contentType().equals(now.contentType())) {
      error(
          "content-type-changed",
          element,
          "The content type of "
              + old.name()
              + " was "
              + old.contentType()
              + " and is "
              + now.contentType()
              + ".",
          "Use a new channel or message for the new content type.",
          after(now.node()),
          touch(channel, action, Part.CONTENT_TYPE, old.contentType()));
    }
    compareCorrelation(channel, action, old, now, element);
    comparePayload(channel, action, old, now, element);
    if (old.headers().exists()) {
      for (SchemaChange change : schemas(old.headers(), now.headers(), action.flow())) {
        add("header", element + " headers", change, Optional.empty());
      }
    }
  }

  private void compareCorrelation(
      Channel channel, Action action, Message old, Message now, String element) {
    if (old.correlation().isEmpty() || old.correlation().equals(now.correlation())) {
      return;
    }
    boolean ignored = now.correlation().isEmpty() && action == Action.RECEIVE;
    add(
        "correlation-id-changed",
        ignored ? Severity.WARNING : Severity.ERROR,
        AS_FEW_RELY_ON_IT,
        element + " correlationId",
        "The correlation id of "
            + old.name()
            + " was at "
            + old.correlation()
            + (now.correlation().isEmpty()
                ? " and is gone."
                : " and is at " + now.correlation() + "."),
        "Keep the correlation id where it was.",
        after(now.node()),
        touch(channel, action, Part.WHOLE, ""));
  }

  private void comparePayload(
      Channel channel, Action action, Message old, Message now, String element) {
    if (!old.payload().exists() || !now.payload().exists()) {
      return;
    }
    if (!old.format().equals(now.format())) {
      error(
          "payload-format-changed",
          element,
          "The payload of "
              + old.name()
              + " was written in "
              + describe(old.format())
              + " and is in "
              + describe(now.format())
              + ".",
          "Use a new channel or message for the new format.",
          after(now.node()),
          touch(channel, action, Part.WHOLE, ""));
    } else if (old.format().equals(AVRO)) {
      Node place = resolved(after, now);
      for (Mismatch mismatch : AvroPayloads.compare(resolved(before, old), place, action.flow())) {
        error(
            "payload-" + mismatch.what(),
            element + " " + mismatch.message(),
            element + ": Avro finds a mismatch: " + mismatch.message() + ".",
            "Give new fields defaults, and keep the types of old ones.",
            after(place),
            touch(channel, action, Part.WHOLE, ""));
      }
    } else if (old.format().isEmpty()) {
      for (SchemaChange change : schemas(old.payload(), now.payload(), action.flow())) {
        add(
            "payload",
            change.path().isEmpty() ? element : element + " " + change.path(),
            change,
            touch(channel, action, action.fields(), change.path()));
      }
    }
  }

  private static String describe(String format) {
    return format.isEmpty() ? "JSON Schema" : format;
  }

  private List<SchemaChange> schemas(Node old, Node now, Flow flow) {
    Optional<Node> oldSchema = before.documents().resolve(old);
    Optional<Node> newSchema = after.documents().resolve(now);
    if (oldSchema.isEmpty() || newSchema.isEmpty()) {
      return List.of();
    }
    String pair = flow + " " + oldSchema.get().id() + "\n" + newSchema.get().id();
    List<SchemaChange> known = compared.get(pair);
    if (known == null) {
      known = Causes.nearest(schemas.compare(old, now, flow));
      compared.put(pair, known);
    }
    return known;
  }

  /** {@code SEND orders/{id}}. */
  private static String element(Channel channel, Action action) {
    return action == Action.UNSAID ? "channel " + channel.title() : action + " " + channel.title();
  }

  private static String word(Action action) {
    return action == Action.SEND ? "send" : "receive";
  }

  private static Optional<Touch> touch(Channel channel, Action action, Part part, String name) {
    String address = Channel.erased(channel.title());
    return Optional.of(
        new Touch(action == Action.UNSAID ? address : action + " " + address, part, name));
  }

  private static Optional<Touch> whole(Channel channel) {
    Set<Action> actions = new TreeSet<>(channel.messages().keySet());
    // A channel that goes both ways is hit both ways, which one touch cannot say.
    return actions.size() == 1
        ? touch(channel, actions.iterator().next(), Part.WHOLE, "")
        : Optional.empty();
  }

  private void error(
      String rule,
      String element,
      String message,
      String mend,
      Place place,
      Optional<Touch> touch) {
    add(rule, Severity.ERROR, 1, element, message, mend, place, touch);
  }

  private void add(String rule, String element, SchemaChange change, Optional<Touch> touch) {
    add(
        rule + "-" + change.what(),
        change.severity(),
        change.confidence(),
        element,
        element + ": " + change.message(),
        change.mend(),
        change.place(),
        touch);
  }

  private void add(
      String rule,
      Severity severity,
      double confidence,
      String element,
      String message,
      String mend,
      Place place,
      Optional<Touch> touch) {
    String name = "asyncapi." + rule;
    changes.putIfAbsent(
        name + "\n" + element,
        new Change(name, severity, confidence, element, message, mend, place, touch));
  }

  private static Place before(Node node) {
    return node.place(Side.MERGE_BASE);
  }

  private static Place after(Node node) {
    return node.place(Side.HEAD);
  }
}
