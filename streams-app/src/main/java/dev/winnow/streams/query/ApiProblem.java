package dev.winnow.streams.query;

import dev.winnow.schemas.spec.Problem;
import java.util.List;
import java.util.Locale;

/** An answer that is not the one asked for: problem details of RFC 9457. */
final class ApiProblem extends RuntimeException {
  private static final String TYPES = "https://winnow.dev/problems/";
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient List<Problem> errors;

  private ApiProblem(int status, String title, String detail, List<Problem> errors) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }

  static ApiProblem notFound(String detail) {
    return new ApiProblem(404, "Not found", detail, List.of());
  }

  static ApiProblem conflict(String detail) {
    return new ApiProblem(409, "Task id is taken", detail, List.of());
  }

  static ApiProblem badParameter(String detail) {
    return new ApiProblem(400, "Bad parameter", detail, List.of());
  }

  static ApiProblem badTask(List<Problem> errors) {
    return new ApiProblem(
        400,
        "Task is not valid",
        errors.size() == 1 ? "1 field must be mended" : errors.size() + " fields must be mended",
        errors);
  }

  static ApiProblem unavailable(String detail) {
    return new ApiProblem(503, "Not available now", detail, List.of());
  }

  static ApiProblem of(int status, String title, String detail) {
    return new ApiProblem(status, title, detail, List.of());
  }

  int status() {
    return status;
  }

  /** What kind of problem it is: a name that clients may rely on, made of the title. */
  String type() {
    return TYPES + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  String title() {
    return title;
  }

  List<Problem> errors() {
    return errors;
  }
}
