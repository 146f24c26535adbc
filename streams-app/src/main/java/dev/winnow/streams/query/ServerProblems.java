package dev.winnow.streams.query;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty answers to requests that never come to a route, such as those whose address cannot be
 * read: a problem like any other, in place of a page.
 */
final class ServerProblems extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    String detail = Optional.ofNullable(message).orElse("the request cannot be read");
    String body = ProblemBody.of(ApiProblem.ofServer(code, detail));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.TYPE);
    response.write(true, StandardCharsets.UTF_8.encode(body), callback);
  }
}
