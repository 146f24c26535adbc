package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest measurement of each row, in a file of its own: the document can be written anew when
 * one row was run, and whoever doubts a median has all figures that it is of.
 *
 * @param folder where the files are
 */
record Measurements(Path folder) {
  private static final String TAB = "\t";
  private static final int CELLS = 4;
  private static final String MACHINE = "machine";
  private static final String DAY = "day";

  /** Keeps one, in place of what there was of its row. */
  void write(Measurement measurement) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(MACHINE).append(TAB).append(measurement.machine()).append('\n');
    text.append(DAY).append(TAB).append(measurement.day()).append('\n');
    List<Map<String, Measured>> rounds = measurement.results().rounds();
    for (int round = 0; round < rounds.size(); round++) {
      for (Map.Entry<String, Measured> side : new TreeMap<>(rounds.get(round)).entrySet()) {
        String start = round + 1 + TAB + side.getKey() + TAB;
        side.getValue()
            .numbers()
            .forEach(
                (name, value) ->
                    text.append(start).append(name).append(TAB).append(value).append('\n'));
      }
    }
    Files.createDirectories(folder);
    Files.writeString(file(measurement.results().row()), text);
  }

  /**
   * The one of a row; empty if there is none, or the row had other sides or figures then.
   *
   * @throws IOException if the file cannot be read, or has been changed by hand so that it is none
   */
  Optional<Measurement> read(Row row) throws IOException {
    Path file = file(row);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> head = new HashMap<>();
    List<Map<String, Map<String, Double>>> rounds = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(TAB, -1);
      if (cells.length != CELLS) {
        head.put(cells[0], cells[cells.length - 1]);
        continue;
      }
      try {
        int round = Integer.parseInt(cells[0]);
        while (rounds.size() < round) {
          rounds.add(new HashMap<>());
        }
        rounds
            .get(round - 1)
            .computeIfAbsent(cells[1], side -> new TreeMap<>())
            .put(cells[2], Double.valueOf(cells[3]));
      } catch (NumberFormatException e) {
        throw new IOException("%s has no figure in the line: %s".formatted(file, line), e);
      }
    }
    Results results = new Results(row, rounds.stream().map(Measurements::round).toList());
    return results.isWhole()
        ? Optional.of(
            new Measurement(results, head.getOrDefault(MACHINE, ""), head.getOrDefault(DAY, "")))
        : Optional.empty();
  }

  private static Map<String, Measured> round(Map<String, Map<String, Double>> sides) {
    Map<String, Measured> round = new HashMap<>();
    sides.forEach(
        (side, numbers) -> Measured.of(numbers).ifPresent(measured -> round.put(side, measured)));
    return round;
  }

  private Path file(Row row) {
    return folder.resolve(row.name() + ".tsv");
  }
}
