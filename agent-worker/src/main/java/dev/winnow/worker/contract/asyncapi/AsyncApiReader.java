package dev.winnow.worker.contract.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.MediaTypes;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads AsyncAPI documents of versions 2 and 3. One reader reads one document. */
final class AsyncApiReader {
  private static final int MOST_MESSAGES = 20_000;
  private static final Pattern FAMILY =
      Pattern.compile("avro|protobuf|raml|graphql|xml", Pattern.CASE_INSENSITIVE);

  private final Documents documents;
  private Node root;
  private String defaultContentType = "";
  private int messagesLeft = MOST_MESSAGES;

  AsyncApiReader(Documents documents) {
    this.documents = documents;
  }

  /**
   * Reads a document.
   *
   * @throws UnreadableContractException if it is no AsyncAPI 2 or 3 document
   */
  AsyncApi read(String file) throws UnreadableContractException {
    root = documents.load(file).node();
    defaultContentType = MediaTypes.normal(text(root, "defaultContentType"));
    String version = text(root, "asyncapi");
    if (version.isEmpty() && root.value().path("asyncapi").isNumber()) {
      version = root.value().path("asyncapi").asText();
    }
    List<Channel> channels;
    if (version.startsWith("2.")) {
      channels = secondChannels();
    } else if (version.startsWith("3.")) {
      channels = thirdChannels();
    } else {
      throw new UnreadableContractException(
          file, root.line(), "does not say that it is AsyncAPI 2 or 3");
    }
    if (messagesLeft < 0) {
      throw new UnreadableContractException(file, 0, "has too many messages");
    }
    channels.sort(Comparator.comparing(Channel::id));
    return new AsyncApi(documents, root, channels, protocols());
  }

  private SortedMap<String, Node> protocols() {
    SortedMap<String, Node> protocols = new TreeMap<>();
    for (Node server : fields(root.child("servers"))) {
      Node found = documents.resolve(server).orElse(server);
      String protocol = text(found, "protocol").toLowerCase(Locale.ROOT);
      if (!protocol.isEmpty()) {
        protocols.putIfAbsent(protocol, found);
      }
    }
    return protocols;
  }

  /** Version 2: a channel's key is its address; who subscribes gets what the service sends. */
  private List<Channel> secondChannels() {
    List<Channel> channels = new ArrayList<>();
    for (Node field : fields(root.child("channels"))) {
      String address = name(field);
      Optional<Node> target = documents.resolve(field);
      Node item = target.orElse(field);
      SortedMap<Action, List<Message>> messages = new TreeMap<>();
      secondOperation(field, item, "subscribe", Action.SEND, messages);
      secondOperation(field, item, "publish", Action.RECEIVE, messages);
      channels.add(
          new Channel(address, address, parameters(item), target.isPresent(), messages, item));
    }
    return channels;
  }

  private void secondOperation(
      Node field,
      Node item,
      String word,
      Action action,
      SortedMap<Action, List<Message>> messages) {
    Node operation = field.child(word).exists() ? field.child(word) : item.child(word);
    if (!operation.value().isObject()) {
      return;
    }
    List<Message> found = new ArrayList<>();
    Node message = operation.child("message");
    Optional<Node> target = documents.resolve(message);
    Node choice = target.orElse(message).child("oneOf");
    if (choice.value().isArray()) {
      for (int i = 0; i < choice.value().size(); i++) {
        addMessage("", choice.child(i), found);
      }
    } else if (message.exists()) {
      addMessage("", message, found);
    }
    messages.put(action, found);
  }

  /** Version 3: operations refer to channels and to some of their messages. */
  private List<Channel> thirdChannels() {
    Map<String, Node> channels = new LinkedHashMap<>();
    Map<String, String> byPlace = new HashMap<>();
    for (Node field : fields(root.child("channels"))) {
      channels.put(name(field), field);
      byPlace.put(field.id(), name(field));
      documents.resolve(field).ifPresent(node -> byPlace.putIfAbsent(node.id(), name(field)));
    }
    Map<String, SortedMap<Action, List<Message>>> uses = new HashMap<>();
    for (Node field : fields(root.child("operations"))) {
      Node operation = documents.resolve(field).orElse(field);
      Action action = action(text(operation, "action"));
      if (action != Action.UNSAID) {
        use(operation, action, byPlace, uses);
        Node reply = operation.child("reply");
        documents.resolve(reply).ifPresent(node -> useReply(node, action, byPlace, uses));
      }
    }
    List<Channel> read = new ArrayList<>();
    for (Map.Entry<String, Node> entry : channels.entrySet()) {
      Optional<Node> target = documents.resolve(entry.getValue());
      Node item = target.orElse(entry.getValue());
      SortedMap<Action, List<Message>> messages =
          uses.getOrDefault(entry.getKey(), new TreeMap<>());
      if (messages.isEmpty()) {
        messages.put(Action.UNSAID, channelMessages(item));
      }
      read.add(
          new Channel(
              entry.getKey(),
              text(item, "address"),
              parameters(item),
              target.isPresent(),
              messages,
              item));
    }
    return read;
  }

  private void useReply(
      Node reply,
      Action action,
      Map<String, String> byPlace,
      Map<String, SortedMap<Action, List<Message>>> uses) {
    if (reply.value().isObject()) {
      use(reply, action.opposite(), byPlace, uses);
    }
  }

  private void use(
      Node operation,
      Action action,
      Map<String, String> byPlace,
      Map<String, SortedMap<Action, List<Message>>> uses) {
    Optional<Node> channel = documents.resolve(operation.child("channel"));
    if (channel.isEmpty() || !byPlace.containsKey(channel.get().id())) {
      return;
    }
    List<Message> messages =
        uses.computeIfAbsent(byPlace.get(channel.get().id()), any -> new TreeMap<>())
            .computeIfAbsent(action, any -> new ArrayList<>());
    Set<String> places = new HashSet<>();
    messages.forEach(message -> places.add(message.node().id()));
    List<Message> named = new ArrayList<>();
    Node list = operation.child("messages");
    if (list.value().isArray()) {
      for (int i = 0; i < list.value().size(); i++) {
        addMessage(lastName(list.child(i)), list.child(i), named);
      }
    } else {
      named.addAll(channelMessages(channel.get()));
    }
    for (Message message : named) {
      if (places.add(message.node().id())) {
        messages.add(message);
      }
    }
  }

  private List<Message> channelMessages(Node channel) {
    List<Message> messages = new ArrayList<>();
    for (Node field : fields(channel.child("messages"))) {
      addMessage(name(field), field, messages);
    }
    return messages;
  }

  private void addMessage(String name, Node reference, List<Message> messages) {
    Optional<Node> target = documents.resolve(reference);
    if (--messagesLeft < 0) {
      return;
    }
    if (target.isEmpty()) {
      // It is there, and nothing more is known of it.
      Node nothing = reference.child("payload");
      messages.add(
          new Message(
              lastName(reference),
              aliases(lastName(reference)),
              "",
              nothing,
              nothing,
              "",
              "",
              false,
              reference));
      return;
    }
    Node node = target.get();
    Set<String> aliases =
        aliases(text(node, "name"), text(node, "messageId"), name, lastName(reference));
    Node payload = inherited(node, "payload");
    String format = text(inherited(node, "schemaFormat"));
    Optional<Node> resolved = documents.resolve(payload);
    if (resolved.isPresent() && resolved.get().value().has("schemaFormat")) {
      format = text(resolved.get(), "schemaFormat");
      payload = resolved.get().child("schema");
    }
    Node headers = inherited(node, "headers");
    Optional<Node> resolvedHeaders = documents.resolve(headers);
    if (resolvedHeaders.isPresent() && resolvedHeaders.get().value().has("schemaFormat")) {
      headers = resolvedHeaders.get().child("schema");
    }
    String contentType = text(inherited(node, "contentType"));
    messages.add(
        new Message(
            aliases.stream().findFirst().orElse("message"),
            aliases,
            family(format),
            payload,
            headers,
            contentType.isEmpty() ? defaultContentType : MediaTypes.normal(contentType),
            documents
                .resolve(inherited(node, "correlationId"))
                .map(id -> text(id, "location"))
                .orElse(""),
            true,
            node));
  }

  private static Set<String> aliases(String... names) {
    Set<String> aliases = new LinkedHashSet<>(List.of(names));
    aliases.remove("");
    return aliases;
  }

  /** A field of a message, or else of its traits. */
  private Node inherited(Node message, String field) {
    Node own = message.child(field);
    Node traits = message.child("traits");
    for (int i = 0; !own.exists() && i < traits.value().size(); i++) {
      Optional<Node> trait = documents.resolve(traits.child(i));
      if (trait.isPresent() && trait.get().child(field).exists()) {
        own = trait.get().child(field);
      }
    }
    return own;
  }

  private SortedMap<String, Node> parameters(Node channel) {
    SortedMap<String, Node> parameters = new TreeMap<>();
    for (Node field : fields(channel.child("parameters"))) {
      documents.resolve(field).ifPresent(node -> parameters.put(name(field), node));
    }
    return parameters;
  }

  private static Action action(String word) {
    return word.equals("send")
        ? Action.SEND
        : word.equals("receive") ? Action.RECEIVE : Action.UNSAID;
  }

  /** All forms of JSON Schema are one family, and so are all versions of Avro. */
  private static String family(String format) {
    Matcher matcher = FAMILY.matcher(format);
    return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
  }

  private static String lastName(Node reference) {
    String target = text(reference, "$ref");
    return target.substring(Math.max(target.lastIndexOf('/'), target.lastIndexOf('#')) + 1);
  }

  private static List<Node> fields(Node object) {
    List<Node> fields = new ArrayList<>();
    if (object.value().isObject()) {
      object
          .value()
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!name.startsWith("x-")) {
                  fields.add(object.child(name));
                }
              });
    }
    return fields;
  }

  private static String name(Node field) {
    return field.pointer().last().getMatchingProperty();
  }

  private static String text(Node object, String field) {
    return text(object.child(field));
  }

  private static String text(Node node) {
    JsonNode value = node.value();
    return value.isTextual() ? value.textValue() : "";
  }
}
