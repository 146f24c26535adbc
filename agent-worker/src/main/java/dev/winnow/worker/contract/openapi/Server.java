package dev.winnow.worker.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server of an API.
 *
 * @param url with the defaults of its variables
 * @param basePaths what stands before the paths: one, or one for each value that a variable in it
 *     may have
 * @param local whether it is on the reader's own machine, so that no consumer uses it
 * @param node where it is
 */
record Server(String url, Set<String> basePaths, boolean local, Node node) {
  private static final int MOST_VALUES = 50;
  private static final Set<String> LOCAL_HOSTS =
      Set.of("localhost", "127.0.0.1", "0.0.0.0", "[::1]");

  /** Reads an item of {@code servers}. */
  static Server of(Node node) {
    String written = node.value().path("url").asText("");
    Set<String> urls = expand(written, node.value().path("variables"));
    Set<String> bases = new TreeSet<>();
    urls.forEach(url -> bases.add(basePath(url)));
    String url = withDefaults(written, node.value().path("variables"));
    return new Server(url, bases, isLocal(url), node);
  }

  /** The base paths of several servers, sorted. Local servers count only if there are no others. */
  static List<String> basePaths(Collection<Server> servers) {
    boolean onlyLocal = servers.stream().allMatch(Server::local);
    Set<String> bases = new TreeSet<>();
    for (Server server : servers) {
      if (onlyLocal || !server.local()) {
        bases.addAll(server.basePaths());
      }
    }
    return List.copyOf(bases);
  }

  private static Set<String> expand(String url, JsonNode variables) {
    Set<String> urls = new TreeSet<>(Set.of(url));
    for (String name : PathTemplate.names(url)) {
      List<String> values = new ArrayList<>();
      JsonNode variable = variables.path(name);
      variable.path("enum").forEach(value -> values.add(value.asText()));
      if (values.isEmpty() && variable.has("default")) {
        values.add(variable.path("default").asText());
      }
      if (values.isEmpty() || urls.size() * values.size() > MOST_VALUES) {
        continue;
      }
      Set<String> expanded = new TreeSet<>();
      for (String known : urls) {
        values.forEach(value -> expanded.add(known.replace("{" + name + "}", value)));
      }
      urls = expanded;
    }
    return urls;
  }

  private static String withDefaults(String url, JsonNode variables) {
    String filled = url;
    for (String name : PathTemplate.names(url)) {
      JsonNode value = variables.path(name).path("default");
      if (value.isValueNode()) {
        filled = filled.replace("{" + name + "}", value.asText());
      }
    }
    return filled;
  }

  private static String basePath(String url) {
    String plain = PathTemplate.withoutQuery(url);
    int authority = plain.indexOf("//");
    if (authority >= 0) {
      int path = plain.indexOf('/', authority + 2);
      plain = path < 0 ? "" : plain.substring(path);
    }
    plain = PathTemplate.withoutLastSlashes(plain.replaceFirst("^\\./?", ""));
    return plain.isEmpty() || plain.startsWith("/") ? plain : "/" + plain;
  }

  private static boolean isLocal(String url) {
    int authority = url.indexOf("//");
    if (authority < 0) {
      return false;
    }
    int path = url.indexOf('/', authority + 2);
    String host =
        url.substring(authority + 2, path < 0 ? url.length() : path).replaceFirst(":[^:\\]]*$", "");
    return LOCAL_HOSTS.contains(host.toLowerCase(Locale.ROOT));
  }
}
