package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.openapi.Schemas.Use;
import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.source.Node;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Rules of bodies: their media types and schemas. */
final class ContentRules {
  private final Schemas schemas;
  private final Changes changes;

  ContentRules(Schemas schemas, Changes changes) {
    this.schemas = schemas;
    this.changes = changes;
  }

  /**
   * Compares two bodies that both have content.
   *
   * @param rule {@code request} or {@code response}
   * @param name what stands between the operation and the media type in elements: the status
   * @param holder where the new content is
   */
  void compare(
      SortedMap<String, Node> old,
      SortedMap<String, Node> now,
      Flow flow,
      Subject subject,
      String rule,
      String name,
      Node holder) {
    for (Map.Entry<String, Node> entry : old.entrySet()) {
      String type = entry.getKey();
      Part fields = rule.equals("request") ? Part.REQUEST_FIELD : Part.RESPONSE_FIELD;
      Use use = new Use(subject, rule, join(name, type), Optional.of(fields), "");
      boolean matched = false;
      for (Map.Entry<String, Node> other : now.entrySet()) {
        if (matches(type, other.getKey(), now, flow)) {
          matched = true;
          schemas.compare(entry.getValue(), other.getValue(), flow, use, changes);
        }
      }
      if (!matched) {
        removed(type, now, subject, rule, name, holder);
      }
    }
  }

  /**
   * Whether the new media type stands for the old one. Where readers get what the service writes, a
   * range may become one of its types, as what may come was possible before.
   */
  private static boolean matches(String old, String now, SortedMap<String, Node> all, Flow flow) {
    if (all.containsKey(old)) {
      return now.equals(old);
    }
    return MediaTypes.includes(now, old)
        || (flow == Flow.PRODUCED && MediaTypes.includes(old, now));
  }

  private void removed(
      String type,
      SortedMap<String, Node> now,
      Subject subject,
      String rule,
      String name,
      Node holder) {
    changes.add(
        Subject.error(
            rule + "-content-type-removed",
            subject.element(name, type),
            subject.element(name)
                + ": content type "
                + type
                + " is gone; there is "
                + String.join(", ", now.keySet())
                + ".",
            "Go on offering " + type + ", beside the new one.",
            Subject.after(holder),
            subject.touch(Part.CONTENT_TYPE, type)));
  }

  private static String join(String name, String type) {
    return name.isEmpty() ? type : name + " " + type;
  }
}
