package dev.winnow.worker.docs.markup;

import java.util.List;
import java.util.Optional;

/** Tells code from the comments in it. */
public final class Comments {
  private Comments() {}

  /**
   * A file of code without its comments and documentation texts, which become spaces; lines stay
   * where they are. Of a language that is not known, all of it.
   *
   * @param path by which the language is told
   * @param text its content
   */
  public static String without(String path, String text) {
    Optional<Syntax> syntax = Syntax.of(path);
    if (syntax.isEmpty()) {
      return text;
    }
    List<Comment> comments = new CommentLexer(syntax.get(), text).comments();
    if (comments.isEmpty()) {
      return text;
    }
    char[] code = text.toCharArray();
    for (Comment comment : comments) {
      for (int i = comment.start(); i < comment.end(); i++) {
        if (code[i] != '\n' && code[i] != '\r') {
          code[i] = ' ';
        }
      }
    }
    return new String(code);
  }
}
