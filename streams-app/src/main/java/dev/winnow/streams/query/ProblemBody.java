package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.spec.Problem;

/** A problem as it is sent. */
final class ProblemBody {
  /** Its media type. */
  static final String TYPE = "application/problem+json";

  private ProblemBody() {}

  static String of(ApiProblem problem) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", problem.kind().type())
            .put("title", problem.kind().title())
            .put("status", problem.status())
            .put("detail", problem.getMessage());
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      for (Problem error : problem.errors()) {
        errors
            .addObject()
            .put("field", error.field())
            .put("message", error.message())
            .put("mend", error.mend());
      }
    }
    return body.toString();
  }
}
