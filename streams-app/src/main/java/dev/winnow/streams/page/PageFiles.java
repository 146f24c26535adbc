package dev.winnow.streams.page;

import dev.winnow.schemas.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, in memory. They are part of the jar and never change while it runs. */
public final class PageFiles {
  private static final String INDEX = "index.html";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  private static final List<String> NAMES =
      List.of(
          INDEX,
          "style.css",
          "parts.css",
          "icon.svg",
          "theme.js",
          "app.js",
          "api.js",
          "board.js",
          "candidate.js",
          "candidates.js",
          "chart.js",
          "diff.js",
          "dom.js",
          "first.js",
          "format.js",
          "pulls.js",
          "race.js",
          "rejected.js",
          "spec.js",
          "task.js",
          "tasks.js",
          "verdict.js");

  /** Where the document has the others; their version comes behind it. */
  private static final String FOLDER = "page/";

  private static final int DIGITS = 16;

  private final Map<String, PageFile> files = new LinkedHashMap<>();
  private String version;

  private PageFiles() {}

  /**
   * A file.
   *
   * @param type its media type
   * @param bytes what is in it
   * @param tag what tells it from other versions of it, quoted as in the header ETag
   */
  public record PageFile(String type, byte[] bytes, String tag) {}

  /**
   * Reads all of them.
   *
   * @throws IllegalStateException if one is not there, which is a mistake of the build
   */
  public static PageFiles load() {
    PageFiles loaded = new PageFiles();
    NAMES.forEach(name -> loaded.files.put(name, read(name)));
    loaded.version = digest(loaded.files.values().stream().map(PageFile::tag).toList().toString());
    loaded.files.computeIfPresent(INDEX, (name, index) -> loaded.versioned(index));
    return loaded;
  }

  /** The document with the version in the addresses of what it refers to. */
  private PageFile versioned(PageFile index) {
    String text = new String(index.bytes(), StandardCharsets.UTF_8);
    return file(
        index.type(),
        text.replace('"' + FOLDER, '"' + FOLDER + version + '/').getBytes(StandardCharsets.UTF_8));
  }

  /** What tells these files from those of other versions; it is a part of their addresses. */
  public String version() {
    return version;
  }

  /** The document that the others belong to. */
  public PageFile index() {
    return files.get(INDEX);
  }

  /** A file by its name; empty if there is none of that name. */
  public Optional<PageFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** The names of all of them. */
  public List<String> names() {
    return NAMES;
  }

  private static PageFile read(String name) {
    try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the page's file " + name + " is not in the jar");
      }
      return file(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PageFile file(String type, byte[] bytes) {
    return new PageFile(type, bytes, '"' + digest(new String(bytes, StandardCharsets.UTF_8)) + '"');
  }

  private static String digest(String text) {
    return Sha256.hex(text).substring(0, DIGITS);
  }
}
