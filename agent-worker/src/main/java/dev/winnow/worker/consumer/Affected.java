package dev.winnow.worker.consumer;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Touch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A use that is hit by a change of a provider, or may be.
 *
 * @param use attributed to the provider
 * @param confirmed whether its evidence is strong and it is known to use the very thing
 */
public record Affected(Use use, boolean confirmed) {

  /** As a report names it. */
  public ConsumerUse shown() {
    return ConsumerUses.of(use, confirmed);
  }

  /** Whether a use is hit by a change. */
  private enum Hit {
    NO,
    MAYBE,
    YES
  }

  /**
   * The uses that a change hits, or may hit; one that is known not to use the thing is left out.
   *
   * @param service the service that provides the contract
   * @param change a change of its contract
   * @param uses attributed by {@link Providers#attribute} with the contracts as they were before
   * @return in the order of the uses
   */
  public static List<Affected> by(String service, Change change, Collection<Use> uses) {
    List<Affected> found = new ArrayList<>();
    for (Use use : uses) {
      if (!use.provider().orElse("").equals(service) || use.consumer().equals(service)) {
        continue;
      }
      Hit hit = change.touch().map(touch -> hit(use, change, touch)).orElse(Hit.NO);
      if (hit != Hit.NO) {
        found.add(new Affected(use, hit == Hit.YES && use.isStrong()));
      }
    }
    return List.copyOf(found);
  }

  private static Hit hit(Use use, Change change, Touch touch) {
    if (use.target() instanceof Target.Unknown) {
      return Hit.MAYBE;
    }
    if (use.target() instanceof Target.Message message) {
      return message.name().equals(touch.operation()) ? part(use, change, touch) : Hit.NO;
    }
    Target.Endpoint endpoint = (Target.Endpoint) use.target();
    Hit operation = operation(endpoint, touch.operation());
    if (operation == Hit.NO) {
      return Hit.NO;
    }
    Hit part = part(use, change, touch);
    return part.compareTo(operation) < 0 ? part : operation;
  }

  private static Hit operation(Target.Endpoint endpoint, String operation) {
    int space = operation.indexOf(' ');
    if (space < 0) {
      return Hit.NO;
    }
    Optional<String> method = endpoint.method();
    if (method.isPresent() && !method.get().equals(operation.substring(0, space))) {
      return Hit.NO;
    }
    Paths.Fit fit =
        Paths.fit(Paths.segments(endpoint.path()), Paths.segments(operation.substring(space + 1)));
    return fit == Paths.Fit.NO
        ? Hit.NO
        : fit == Paths.Fit.MAYBE || method.isEmpty() ? Hit.MAYBE : Hit.YES;
  }

  private static Hit part(Use use, Change change, Touch touch) {
    return switch (touch.part()) {
      case WHOLE -> whole(use, change);
      case PARAMETER -> parameter(use, change, touch.name());
      case REQUEST_FIELD -> requestField(use, change, touch.name());
      case RESPONSE_FIELD -> responseField(use, change, touch.name());
      case STATUS -> status(use, touch.name());
      case CONTENT_TYPE -> contentType(use, change, touch.name());
    };
  }

  private static Hit whole(Use use, Change change) {
    String rule = change.rule();
    if (rule.endsWith("required-parameter-added") || rule.endsWith("parameter-became-required")) {
      return parameter(use, change, lastWord(change.element()));
    }
    if (rule.endsWith("request-body-became-required")) {
      boolean body = use.sent().sample().isPresent() || use.sent().fields().isPresent();
      return body ? Hit.NO : Hit.MAYBE;
    }
    boolean credentials = rule.contains("security") || rule.contains("scope");
    return change.severity() == Severity.ERROR && !credentials ? Hit.YES : Hit.MAYBE;
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  private static Hit parameter(Use use, Change change, String name) {
    boolean header = change.element().contains(" header ") || change.message().contains("header");
    if (change.element().contains(" cookie ") || change.element().contains(" path ")) {
      return Hit.MAYBE;
    }
    Optional<Names> sent = header ? use.sent().headers() : use.sent().query();
    return sent.map(names -> sent(names, header ? name.toLowerCase(Locale.ROOT) : name, change))
        .orElse(Hit.MAYBE);
  }

  private static Hit requestField(Use use, Change change, String name) {
    Optional<String> path = plain(name);
    return path.isEmpty()
        ? Hit.MAYBE
        : use.sent().fields().map(names -> sent(names, path.get(), change)).orElse(Hit.MAYBE);
  }

  /** A new demand hits who does not send the thing; any other change hits who does. */
  private static Hit sent(Names names, String name, Change change) {
    boolean demand = change.rule().contains("required");
    if (names.possible().contains(name)) {
      return Hit.MAYBE;
    }
    boolean sends = names.used().contains(name);
    if (demand && !sends && isUnderUnsent(names, name)) {
      return Hit.NO;
    }
    return sends != demand ? Hit.YES : Hit.NO;
  }

  /** Whether the field is asked for only within an object that is not sent either. */
  private static boolean isUnderUnsent(Names names, String name) {
    int point = name.lastIndexOf('.');
    return point > 0 && !names.mayUse(plain(name.substring(0, point)).orElse(""));
  }

  private static Hit responseField(Use use, Change change, String name) {
    Optional<String> path = plain(name);
    boolean any = false;
    Hit best = Hit.NO;
    for (Map.Entry<Integer, Answer> entry : answers(use, change).entrySet()) {
      any = true;
      Hit hit =
          path.isEmpty()
              ? Hit.MAYBE
              : entry.getValue().fields().map(fields -> read(fields, path.get())).orElse(Hit.MAYBE);
      best = hit.compareTo(best) > 0 ? hit : best;
    }
    return any || !use.answers().isEmpty() ? best : Hit.MAYBE;
  }

  private static Hit read(Names fields, String path) {
    boolean body = path.isEmpty();
    if (body ? !fields.used().isEmpty() : fields.used().contains(path)) {
      return Hit.YES;
    }
    return (body ? !fields.possible().isEmpty() : fields.possible().contains(path))
        ? Hit.MAYBE
        : Hit.NO;
  }

  /** The answers that a change is about: the element may name a status. */
  private static Map<Integer, Answer> answers(Use use, Change change) {
    Map<Integer, Answer> meant = new TreeMap<>();
    use.answers()
        .forEach(
            (status, answer) -> {
              if (isAbout(change.element(), status)) {
                meant.put(status, answer);
              }
            });
    return meant;
  }

  private static boolean isAbout(String element, int status) {
    if (status == 0) {
      return true;
    }
    for (String word : element.split(" ")) {
      boolean range = word.length() == 3 && word.endsWith("XX");
      boolean exact = word.length() == 3 && word.chars().allMatch(Character::isDigit);
      if (range) {
        return word.charAt(0) - '0' == status / 100;
      }
      if (exact) {
        return word.equals(Integer.toString(status));
      }
    }
    return true;
  }

  /**
   * The path of the field that holds what a path names: the items of a list stand for the list.
   *
   * @return empty if the path goes through names that are not known
   */
  private static Optional<String> plain(String path) {
    if (path.contains("*") || path.matches(".*\\[\\d+].*")) {
      return Optional.empty();
    }
    String plain = path;
    while (plain.endsWith(Fields.ITEMS) || plain.endsWith(Paths.ANY)) {
      plain = plain.substring(0, plain.length() - 2);
    }
    return Optional.of(plain);
  }

  private static Hit status(Use use, String status) {
    if (use.answers().isEmpty()) {
      return Hit.MAYBE;
    }
    boolean handled =
        use.answers().keySet().stream()
            .anyMatch(s -> isAbout(status, s) && !status.equals("default"));
    return handled ? Hit.YES : status.equals("default") ? Hit.MAYBE : Hit.NO;
  }

  private static Hit contentType(Use use, Change change, String type) {
    boolean request = change.rule().contains("request");
    List<String> used = new ArrayList<>();
    if (request) {
      use.sent().contentType().ifPresent(used::add);
    } else {
      answers(use, change).values().forEach(a -> a.contentType().ifPresent(used::add));
    }
    return used.isEmpty() ? Hit.MAYBE : used.contains(type) ? Hit.YES : Hit.NO;
  }
}
