package dev.winnow.worker.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Rules of security: whoever was let in must still be let in with the same credentials. Schemes are
 * compared by what they ask for, not by their names.
 */
final class SecurityRules {
  private static final double AS_CLIENTS_MAY_FIND_IT = 0.7;

  private final Api before;
  private final Api after;
  private final Changes changes;

  SecurityRules(Api before, Api after, Changes changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare(Operation old, Operation now, Subject subject) {
    for (Credentials credentials : old.security()) {
      if (now.security().stream().noneMatch(other -> suffices(credentials, other, true))) {
        refused(credentials, old, now, subject);
        return;
      }
    }
  }

  private void refused(Credentials credentials, Operation old, Operation now, Subject subject) {
    Node place = now.node().child("security").exists() ? now.node().child("security") : now.node();
    String was = describe(old.security());
    String is = describe(now.security());
    boolean anyone = credentials.scopes().isEmpty();
    boolean scopes = now.security().stream().anyMatch(other -> suffices(credentials, other, false));
    String rule = anyone ? "security-added" : scopes ? "security-scope-added" : "security-changed";
    changes.add(
        Subject.error(
            rule,
            subject.element("security"),
            subject.element() + " let in with " + was + " and requires " + is + ".",
            "Accept the old credentials as well, until all consumers have the new ones.",
            Subject.after(place),
            subject.whole()));
  }

  /**
   * Whether who has some credentials has what is required.
   *
   * @param scopes whether scopes count
   */
  private boolean suffices(Credentials have, Credentials required, boolean scopes) {
    for (Map.Entry<String, SortedSet<String>> entry : required.scopes().entrySet()) {
      boolean met =
          have.scopes().entrySet().stream()
              .anyMatch(
                  other ->
                      asksTheSame(other.getKey(), entry.getKey())
                          && (!scopes || other.getValue().containsAll(entry.getValue())));
      if (!met) {
        return false;
      }
    }
    return true;
  }

  private boolean asksTheSame(String old, String now) {
    Node oldScheme = before.securitySchemes().get(old);
    Node newScheme = after.securitySchemes().get(now);
    if (oldScheme == null || newScheme == null) {
      return old.equals(now);
    }
    JsonNode was = oldScheme.value();
    JsonNode is = newScheme.value();
    String type = was.path("type").asText("");
    if (!type.equals(is.path("type").asText(""))) {
      return false;
    }
    switch (type) {
      case "apiKey":
        String in = was.path("in").asText("");
        String oldName = was.path("name").asText("");
        String newName = is.path("name").asText("");
        return in.equals(is.path("in").asText(""))
            && (in.equals("header") ? oldName.equalsIgnoreCase(newName) : oldName.equals(newName));
      case "http":
        return lower(was.path("scheme")).equals(lower(is.path("scheme")));
      case "oauth2":
        return contains(is.path("flows"), was.path("flows"));
      default:
        return true;
    }
  }

  private static boolean contains(JsonNode flows, JsonNode old) {
    Iterator<String> names = old.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!name.startsWith("x-") && !flows.has(name)) {
        return false;
      }
    }
    return true;
  }

  /** Where clients get their tokens: they may find out, or may have it built in. */
  void compareSchemes() {
    for (Map.Entry<String, Node> entry : before.securitySchemes().entrySet()) {
      Node now = after.securitySchemes().get(entry.getKey());
      if (now == null) {
        continue;
      }
      urlChanged(entry.getKey(), entry.getValue(), now, "openIdConnectUrl");
      for (String flow :
          List.of("authorizationCode", "clientCredentials", "implicit", "password")) {
        for (String url : List.of("authorizationUrl", "tokenUrl")) {
          urlChanged(
              entry.getKey(),
              entry.getValue().child("flows").child(flow),
              now.child("flows").child(flow),
              url);
        }
      }
    }
  }

  private void urlChanged(String scheme, Node old, Node now, String field) {
    String was = old.value().path(field).asText("");
    String is = now.value().path(field).asText("");
    if (!was.isEmpty() && !is.isEmpty() && !was.equals(is)) {
      String element = "security scheme " + scheme + " " + now.pointer().last() + " " + field;
      changes.add(
          Subject.change(
              "security-url-changed",
              Severity.WARNING,
              AS_CLIENTS_MAY_FIND_IT,
              element,
              "The " + field + " of " + scheme + " was " + was + " and is " + is + ".",
              "Keep the old address working until no consumer uses it.",
              Subject.after(now.child(field)),
              Optional.empty()));
    }
  }

  private static String describe(List<Credentials> security) {
    List<String> ways = new ArrayList<>();
    for (Credentials credentials : security) {
      List<String> parts = new ArrayList<>();
      credentials
          .scopes()
          .forEach(
              (name, scopes) ->
                  parts.add(
                      scopes.isEmpty() ? name : name + " (" + String.join(", ", scopes) + ")"));
      ways.add(parts.isEmpty() ? "no credentials" : String.join(" and ", parts));
    }
    return String.join(" or ", ways);
  }

  private static String lower(JsonNode text) {
    return text.asText("").toLowerCase(Locale.ROOT);
  }
}
