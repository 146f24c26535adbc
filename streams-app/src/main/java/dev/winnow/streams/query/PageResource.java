package dev.winnow.streams.query;

import dev.winnow.streams.access.Scope;
import dev.winnow.streams.page.PageFiles;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * The live page. It holds nothing of any task: it asks the API, as whoever looks at it. What may be
 * in it is said by headers, so that a text of a task that came to be read as code would do nothing:
 * scripts, styles and answers come from here and from nowhere else, and it is in nobody's frame.
 */
final class PageResource implements Resource {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "img-src 'self' data:",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final String ASK_EACH_TIME = "no-cache";

  /** What has a version in its address is never another (RFC 8246). */
  private static final String KEEP_FOR_EVER = "public, max-age=31536000, immutable";

  private final PageFiles files;

  PageResource(PageFiles files) {
    this.files = files;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", http -> send(http, files.index(), ASK_EACH_TIME), Scope.OPEN);
    routes.get("/page/{version}/{file}", this::file, Scope.OPEN);
  }

  private void file(Context http) {
    String name = http.pathParam("file");
    PageFiles.PageFile file =
        files
            .find(name)
            .orElseThrow(() -> ApiProblem.notFound("the page has no file '" + name + "'"));
    // Instances of two versions can be behind one address: a document may ask another's files.
    boolean isThisVersion = http.pathParam("version").equals(files.version());
    send(http, file, isThisVersion ? KEEP_FOR_EVER : ASK_EACH_TIME);
  }

  private static void send(Context http, PageFiles.PageFile file, String caching) {
    http.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", caching)
        .header("ETag", file.tag());
    if (Answers.isKnown(http, file.tag())) {
      http.status(304);
    } else {
      http.contentType(file.type()).result(file.bytes());
    }
  }
}
