package dev.winnow.worker.agent;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Price tables: the worker's own, and the one that comes with Winnow. A model is looked for by its
 * name, then without a provider before a slash, then without a date behind it.
 */
public final class Prices {
  private static final String BUNDLED = "prices.yaml";
  private static final Set<String> KNOWN = Set.of("input", "cacheRead", "cacheWritten", "output");
  private static final Pattern DATE = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, Price> own;
  private final Map<String, Price> bundled;

  private Prices(Map<String, Price> own, Map<String, Price> bundled) {
    this.own = own;
    this.bundled = bundled;
  }

  /** The table that comes with Winnow. */
  public static Prices bundled() {
    try (InputStream resource = Prices.class.getResourceAsStream(BUNDLED)) {
      if (resource == null) {
        throw new IllegalStateException(BUNDLED + " is missing beside its class");
      }
      return new Prices(Map.of(), table(YAML.readTree(resource), BUNDLED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The worker's own table before the one that comes with Winnow.
   *
   * @param file YAML: {@code models}, by their name with {@code input}, {@code output} and, where
   *     they differ from {@code input}, {@code cacheRead} and {@code cacheWritten}, in US dollars a
   *     million tokens
   * @throws IllegalArgumentException if it cannot be used; the message names the file and the field
   */
  public static Prices of(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return new Prices(table(YAML.readTree(content), file.toString()), bundled().bundled);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "worker.prices: " + file + " is no YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "worker.prices: " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A model's price by the worker's own table. */
  Optional<Price> own(String model) {
    return find(own, model);
  }

  /** A model's price by the table that comes with Winnow. */
  Optional<Price> bundled(String model) {
    return find(bundled, model);
  }

  private static Optional<Price> find(Map<String, Price> table, String model) {
    String bare = model.substring(model.lastIndexOf('/') + 1);
    for (String name : new String[] {model, bare, DATE.matcher(bare).replaceFirst("")}) {
      if (table.containsKey(name)) {
        return Optional.of(table.get(name));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Price> table(JsonNode root, String file) {
    JsonNode models = root.path("models");
    if (!models.isObject()) {
      throw bad(file, "models", "is missing; give models by their name");
    }
    Map<String, Price> table = new HashMap<>();
    for (Map.Entry<String, JsonNode> model : models.properties()) {
      String field = "models." + model.getKey();
      for (Map.Entry<String, JsonNode> entry : model.getValue().properties()) {
        if (!KNOWN.contains(entry.getKey())) {
          throw bad(file, field + "." + entry.getKey(), "is not known; known are " + sorted());
        }
      }
      BigDecimal input = price(model.getValue(), "input", null, field, file);
      table.put(
          model.getKey(),
          new Price(
              input,
              price(model.getValue(), "cacheRead", input, field, file),
              price(model.getValue(), "cacheWritten", input, field, file),
              price(model.getValue(), "output", null, field, file)));
    }
    return Map.copyOf(table);
  }

  private static BigDecimal price(
      JsonNode model, String name, BigDecimal otherwise, String field, String file) {
    JsonNode value = model.path(name);
    if (value.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw bad(file, field + "." + name, "has to be US dollars a million tokens, such as 2.50");
    }
    return value.decimalValue();
  }

  private static String sorted() {
    return String.join(", ", KNOWN.stream().sorted().toList());
  }

  private static IllegalArgumentException bad(String file, String field, String problem) {
    return new IllegalArgumentException("worker.prices: " + file + ": " + field + " " + problem);
  }
}
