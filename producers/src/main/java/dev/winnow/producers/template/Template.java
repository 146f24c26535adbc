package dev.winnow.producers.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A pattern of work, and a commented spec for it. */
public enum Template {
  /** Several ways to do one thing; the best is worth merging. */
  CONTEST,
  /** Designs that are built by several attempts each and compared as groups. */
  DECISION,
  /** Many small ideas of where a bug is. */
  HYPOTHESES,
  /** A grid of settings, measured on infrastructure that is started for it. */
  EXPERIMENT,
  /** Winners of several tasks, combined and landed. */
  MERGE;

  /** As it is written on a command line: {@code contest}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The spec, commented.
   *
   * @param id of the task: lower-case letters, digits and dashes
   * @param repository URL or path of the code
   * @return YAML that lints as soon as its repository has a branch main, {@code merge} as soon as
   *     its tasks are decided as well
   */
  public String spec(String id, String repository) {
    return text().replace("@ID@", quoted(id)).replace("@REPOSITORY@", quoted(repository));
  }

  /** A JSON text is one of YAML's, whatever is in it. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private String text() {
    String path = "/dev/winnow/producers/templates/" + this + ".yaml";
    try (InputStream file = Template.class.getResourceAsStream(path)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the template " + path + " cannot be read", e);
    }
  }
}
