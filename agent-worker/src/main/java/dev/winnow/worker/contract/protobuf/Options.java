package dev.winnow.worker.contract.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads options: those with a plain value as text, and the HTTP annotations of methods. */
final class Options {
  private static final String HTTP = "google.api.http";
  private static final List<String> VERBS = List.of("get", "put", "post", "delete", "patch");
  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}=]*(?:=([^{}]*))?\\}");

  private Options() {}

  /** Options that are no extensions, by their dotted name. */
  static SortedMap<String, String> plain(List<OptionElement> options) {
    SortedMap<String, String> plain = new TreeMap<>();
    for (OptionElement option : options) {
      if (option.isParenthesized()) {
        continue;
      }
      StringBuilder name = new StringBuilder(option.getName());
      Object value = option.getValue();
      while (value instanceof OptionElement inner) {
        name.append('.').append(inner.getName());
        value = inner.getValue();
      }
      if (value instanceof Map<?, ?> fields) {
        fields.forEach((key, one) -> plain.put(name + "." + key, text(one)));
      } else {
        plain.put(name.toString(), text(value));
      }
    }
    return plain;
  }

  static boolean hasHttp(List<OptionElement> options) {
    return options.stream().anyMatch(Options::isHttp);
  }

  /** What HTTP requests a method answers to: {@code GET /orders/{}} to the name of the body. */
  static SortedMap<String, String> bindings(List<OptionElement> options) {
    SortedMap<String, String> bindings = new TreeMap<>();
    for (OptionElement option : options) {
      if (isHttp(option)) {
        if (option.getValue() instanceof OptionElement inner) {
          addBindings(Map.of(inner.getName(), inner.getValue()), bindings);
        } else if (option.getValue() instanceof Map<?, ?> rule) {
          addBindings(rule, bindings);
        }
      }
    }
    return bindings;
  }

  private static boolean isHttp(OptionElement option) {
    String name = option.getName();
    return name.equals(HTTP) || name.equals("." + HTTP) || name.equals("(" + HTTP + ")");
  }

  private static void addBindings(Map<?, ?> rule, SortedMap<String, String> bindings) {
    for (String verb : VERBS) {
      if (rule.get(verb) != null) {
        addBinding(verb, rule.get(verb), rule, bindings);
      }
    }
    if (rule.get("custom") instanceof Map<?, ?> custom) {
      addBinding(text(custom.get("kind")), custom.get("path"), rule, bindings);
    }
    for (Object more : list(rule.get("additional_bindings"))) {
      if (more instanceof Map<?, ?> additional) {
        addBindings(additional, bindings);
      }
    }
  }

  private static void addBinding(
      String verb, Object path, Map<?, ?> rule, SortedMap<String, String> bindings) {
    String template =
        VARIABLE
            .matcher(text(path))
            .replaceAll(found -> found.group(1) == null ? "{}" : quote("{" + found.group(1) + "}"));
    bindings.put(
        verb.toUpperCase(Locale.ROOT) + " " + template,
        "body " + text(rule.get("body")) + ", response body " + text(rule.get("response_body")));
  }

  private static String quote(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static List<Object> list(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value == null ? List.of() : List.of(value);
  }

  private static String text(Object value) {
    if (value instanceof OptionElement.OptionPrimitive primitive) {
      return primitive.getValue().toString();
    }
    return value instanceof String || value instanceof Boolean || value instanceof Number
        ? value.toString()
        : "none";
  }
}
