package dev.winnow.streams.query;

import dev.winnow.schemas.spec.Durations;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Parameters of requests; what cannot be used is a problem with status 400 that names it. */
final class Parameters {
  /** How many items a page has at most. */
  static final int MOST = 1_000;

  /** How many items a page of a list has if nothing is said. */
  static final int LIST_LIMIT = 100;

  /** How many are shown of what is ranked if nothing is said. */
  static final int TOP_LIMIT = 10;

  /** How old an answer may be that may be old. */
  private static final Duration MOST_STALE = Duration.ofHours(1);

  private Parameters() {}

  /**
   * What a parameter says; null if it is not there. The server takes a whole query apart when the
   * first parameter is asked for, which most requests can be spared.
   */
  private static String given(Context http, String name) {
    String query = http.queryString();
    boolean mayBeThere = query != null && (query.contains(name) || query.indexOf('%') >= 0);
    return mayBeThere ? http.queryParam(name) : null;
  }

  /** The parameter limit. */
  static int limit(Context http, int otherwise) {
    String given = given(http, "limit");
    if (given == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, with what is expected.
    }
    throw ApiProblem.badParameter(
        "limit must be a whole number from 1 to " + MOST + ", not '" + given + "'");
  }

  /**
   * The parameter fields, names between commas.
   *
   * @param schema the record that the fields are of
   * @return the names in the record's order, each once; empty for all
   */
  static List<String> fields(Context http, Schema schema) {
    String given = given(http, "fields");
    if (given == null) {
      return List.of();
    }
    List<String> wanted = Arrays.asList(given.split(",", -1));
    for (String name : wanted) {
      if (schema.getField(name) == null) {
        throw noneOf(
            "each of fields",
            name,
            schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", ")));
      }
    }
    // Read with each board that is asked for, so without a stream.
    List<String> inOrder = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (wanted.contains(field.name())) {
        inOrder.add(field.name());
      }
    }
    return inOrder;
  }

  /** A parameter that is true or false. */
  static boolean flag(Context http, String name, boolean otherwise) {
    String given = given(http, name);
    if (given == null) {
      return otherwise;
    }
    if (!given.equals("true") && !given.equals("false")) {
      throw ApiProblem.badParameter(name + " must be true or false, not '" + given + "'");
    }
    return given.equals("true");
  }

  /** How old an answer may be at most; 0 if nothing is said. */
  static Duration staleness(Context http) {
    String given = given(http, "staleness");
    if (given == null || given.equals("0")) {
      return Duration.ZERO;
    }
    return Durations.parse(given)
        .filter(staleness -> staleness.compareTo(MOST_STALE) <= 0)
        .orElseThrow(
            () ->
                ApiProblem.badParameter(
                    "staleness must be a duration from 0 to 1h, such as 500ms or 5s, not '"
                        + given
                        + "'"));
  }

  /** The place that the parameter after says, in the list of that name. */
  static Optional<String> after(Context http, String list) {
    return Optional.ofNullable(given(http, "after")).map(text -> Cursor.read(list, text));
  }

  /** A parameter that names a constant; small letters do as well. */
  static <E extends Enum<E>> Optional<E> oneOf(Context http, String name, Class<E> type) {
    String given = given(http, name);
    if (given == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(each -> each.name().equalsIgnoreCase(given))
            .findFirst()
            .orElseThrow(() -> noneOf(name, given, names(type))));
  }

  private static ApiProblem noneOf(String name, String given, String names) {
    return ApiProblem.badParameter(name + " must be one of " + names + ", not '" + given + "'");
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
