package dev.winnow.streams.query;

import dev.winnow.schemas.spec.Problem;
import dev.winnow.streams.access.ProblemKind;
import java.util.List;

/** An answer that is not the one asked for: problem details of RFC 9457. */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final int status;
  private final transient List<Problem> errors;

  private ApiProblem(ProblemKind kind, int status, String detail, List<Problem> errors) {
    super(detail, null, false, false);
    this.kind = kind;
    this.status = status;
    this.errors = errors;
  }

  static ApiProblem of(ProblemKind kind, String detail) {
    return new ApiProblem(kind, kind.status(), detail, List.of());
  }

  static ApiProblem notFound(String detail) {
    return of(ProblemKind.NOT_FOUND, detail);
  }

  static ApiProblem conflict(String detail) {
    return of(ProblemKind.TASK_ID_IS_TAKEN, detail);
  }

  static ApiProblem badParameter(String detail) {
    return of(ProblemKind.BAD_PARAMETER, detail);
  }

  static ApiProblem badTask(List<Problem> errors) {
    return new ApiProblem(
        ProblemKind.TASK_IS_NOT_VALID,
        ProblemKind.TASK_IS_NOT_VALID.status(),
        errors.size() == 1 ? "1 field must be mended" : errors.size() + " fields must be mended",
        errors);
  }

  static ApiProblem unavailable(String detail) {
    return of(ProblemKind.NOT_AVAILABLE_NOW, detail);
  }

  /** What the HTTP server refuses by itself. */
  static ApiProblem ofServer(int status, String detail) {
    return new ApiProblem(ProblemKind.CANNOT_BE_SERVED, status, detail, List.of());
  }

  int status() {
    return status;
  }

  ProblemKind kind() {
    return kind;
  }

  List<Problem> errors() {
    return errors;
  }
}
