package dev.winnow.schemas.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems, the schema's words being the mend where a rule has none of its own. It stops
 * growing at a number that nobody reads to the end of.
 */
final class ProblemList {

  static final int MOST = 100;

  private final List<Problem> problems = new ArrayList<>();

  void add(Field field, String message) {
    add(field, message, SpecSchema.mend(field));
  }

  void add(Field field, String message, String mend) {
    if (problems.size() < MOST) {
      problems.add(new Problem(field.toString(), message, mend));
    }
  }

  void requireText(Field field, String text, int longest) {
    if (text.isBlank()) {
      add(field, "is empty");
    } else {
      requireSize(field, text, longest);
    }
  }

  void requireSize(Field field, String text, int longest) {
    if (text.length() > longest) {
      add(field, "is longer than " + longest + " characters");
    } else if (text.indexOf('\0') >= 0) {
      add(field, "holds a NUL character", "take it out");
    }
  }

  void requireRange(Field field, long number, long least, long most) {
    if (number < least || number > most) {
      add(field, "is " + number + " and must be from " + least + " to " + most);
    }
  }

  void requireTime(Field field, long milliseconds, long most) {
    if (milliseconds <= 0) {
      add(field, "is " + milliseconds + " ms and must be more than 0");
    } else if (milliseconds > most) {
      add(field, "is more than " + most / 86_400_000 + " days");
    }
  }

  boolean isFull() {
    return problems.size() >= MOST;
  }

  List<Problem> all() {
    return List.copyOf(problems);
  }
}
