package dev.winnow.streams.access;

import java.util.Locale;

/**
 * The kinds of problems that can be the answer to a request, as in RFC 9457. Clients rely on the
 * names that are made of the titles: no title is ever changed.
 */
public enum ProblemKind {
  BAD_PARAMETER(400, "Bad parameter"),
  TASK_IS_NOT_VALID(400, "Task is not valid"),
  TOKEN_IS_NEEDED(401, "Token is needed"),
  TOKEN_IS_NOT_VALID(401, "Token is not valid"),
  SCOPE_IS_NOT_ENOUGH(403, "Scope is not enough"),
  ANOTHER_SITE_ASKS(403, "Another site's page asks"),
  NOT_FOUND(404, "Not found"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  TASK_ID_IS_TAKEN(409, "Task id is taken"),
  ANOTHER_HOST_IS_MEANT(421, "Another host is meant"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  TOO_MANY_EVENT_STREAMS(429, "Too many event streams"),
  INTERNAL_ERROR(500, "Internal error"),
  PATCH_CANNOT_BE_READ(502, "Patch cannot be read from here"),
  NOT_AVAILABLE_NOW(503, "Not available now"),
  TOKENS_CANNOT_BE_CHECKED(503, "Tokens cannot be checked now"),
  PATCH_TAKES_TOO_LONG(504, "Patch takes too long"),
  /** What the HTTP server itself refuses, by whatever status it does. */
  CANNOT_BE_SERVED(400, "Request cannot be served");

  private static final String TYPES = "https://winnow.dev/problems/";

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Status of the answer. */
  public int status() {
    return status;
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** The URI that names it, which is there to be compared and leads nowhere. */
  public String type() {
    return TYPES + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
