package dev.winnow.worker.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The metrics of one sample. Nothing is overlooked in the patch's favour: a metric that is reported
 * twice, even with the same value, or that is not a finite number, rejects the sample.
 */
sealed interface Metrics {
  int MOST = 100;

  int LONGEST_NAME = 128;

  /** They can be used. */
  record Valid(Map<String, Double> values) implements Metrics {}

  /** They cannot, for this reason. */
  record Invalid(String reason) implements Metrics {}

  /**
   * Reads lines that may each be an object of numbers. A line that is none reports nothing, but may
   * not name a metric either: it could be a report that the patch has spoilt by printing into it.
   */
  static Metrics ofLines(List<String> lines) {
    Map<String, List<Double>> reports = new TreeMap<>();
    List<String> others = new ArrayList<>();
    for (String line : lines) {
      Optional<List<Reported>> numbers =
          read(line).filter(all -> all.stream().allMatch(number -> number.value().isPresent()));
      numbers.ifPresentOrElse(
          all -> all.forEach(number -> add(reports, number)), () -> others.add(line));
    }
    // First, so that what a patch prints is searched for few names of few characters only.
    Optional<Invalid> badNames = badNames(reports.keySet());
    if (badNames.isPresent()) {
      return badNames.get();
    }
    for (String line : others) {
      Optional<String> name = named(line, reports.keySet());
      if (name.isPresent()) {
        return new Invalid(
            "metric "
                + name.get()
                + " is also named in a line that is not one JSON object of numbers");
      }
    }
    return of(reports);
  }

  /** The first of the names that a line has between two quotation marks next to each other. */
  private static Optional<String> named(String line, Set<String> names) {
    int start = line.indexOf('"');
    while (start >= 0) {
      int end = line.indexOf('"', start + 1);
      if (end > start && end - start - 1 <= LONGEST_NAME) {
        String name = line.substring(start + 1, end);
        if (names.contains(name)) {
          return Optional.of(name);
        }
      }
      start = end;
    }
    return Optional.empty();
  }

  private static Optional<Invalid> badNames(Set<String> names) {
    if (names.size() > MOST) {
      return Optional.of(
          new Invalid(names.size() + " metrics were reported; at most " + MOST + " may be"));
    }
    if (names.stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
      return Optional.of(
          new Invalid("a metric's name is longer than " + LONGEST_NAME + " characters"));
    }
    // Its name could not be looked for in other lines.
    return names.stream().anyMatch(name -> name.indexOf('"') >= 0)
        ? Optional.of(new Invalid("a metric's name has a quotation mark"))
        : Optional.empty();
  }

  /** Reads a file that has to be one object of numbers. */
  static Metrics ofFile(String text) {
    Optional<List<Reported>> numbers = read(text);
    if (numbers.isEmpty()) {
      return new Invalid("the metrics file is not one JSON object of numbers");
    }
    Map<String, List<Double>> reports = new TreeMap<>();
    for (Reported number : numbers.get()) {
      if (number.value().isEmpty()) {
        return new Invalid("metric " + number.name() + " is not a number: " + number.text());
      }
      add(reports, number);
    }
    return of(reports);
  }

  private static Metrics of(Map<String, List<Double>> reports) {
    if (reports.isEmpty()) {
      return new Invalid("no metric was reported");
    }
    Optional<Invalid> badNames = badNames(reports.keySet());
    if (badNames.isPresent()) {
      return badNames.get();
    }
    Map<String, Double> values = new TreeMap<>();
    for (Map.Entry<String, List<Double>> report : reports.entrySet()) {
      List<Double> reported = report.getValue();
      if (reported.size() > 1) {
        return new Invalid(
            "metric "
                + report.getKey()
                + " was reported "
                + reported.size()
                + " times: "
                + reported.stream()
                    .limit(5)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ")));
      }
      if (!Double.isFinite(reported.get(0))) {
        return new Invalid("metric " + report.getKey() + " is not finite: " + reported.get(0));
      }
      values.put(report.getKey(), reported.get(0));
    }
    return new Valid(values);
  }

  private static void add(Map<String, List<Double>> reports, Reported number) {
    reports
        .computeIfAbsent(number.name(), name -> new ArrayList<>())
        .add(number.value().orElseThrow());
  }

  /** One field of an object; the value is empty if it is not a number. */
  record Reported(String name, Optional<Double> value, String text) {}

  /** The fields of a text that is one flat JSON object, doubled ones too; empty if it is not. */
  private static Optional<List<Reported>> read(String text) {
    List<Reported> fields = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          return Optional.empty();
        }
        boolean isNumber = value.isNumeric();
        fields.add(
            new Reported(
                name,
                isNumber ? Optional.of(parser.getDoubleValue()) : Optional.empty(),
                parser.getText()));
      }
      return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** With NaN and infinities read as numbers, so that they can be named when they are refused. */
  JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // The table of names is kept between reports: a patch could fill it with names made to
          // collide, and the report of another would not be read.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();
}
