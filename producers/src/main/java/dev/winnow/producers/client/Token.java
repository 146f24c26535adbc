package dev.winnow.producers.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the server is shown to be let in (RFC 6750). It comes from a file or the environment, never
 * as an argument: those, every user of the machine can see.
 */
public final class Token {
  /** Key of the properties file for a file that holds a token. */
  public static final String FILE = "winnow.token.file";

  static final String VARIABLE = "WINNOW_TOKEN";
  static final String FILE_VARIABLE = "WINNOW_TOKEN_FILE";

  private final String value;

  private Token(String value) {
    this.value = value;
  }

  /**
   * Finds the token: the file that was given, then WINNOW_TOKEN, then WINNOW_TOKEN_FILE, then the
   * file that the properties name.
   *
   * @param given the file that was given; null for none
   * @param environment environment variables
   * @param configured the file that the properties name; null for none
   * @return empty if there is none
   * @throws ClientException if there is one that is none, or its file cannot be read
   */
  static Optional<Token> find(String given, Map<String, String> environment, String configured) {
    if (isThere(given)) {
      return Optional.of(ofFile(given, "--token-file"));
    }
    if (isThere(environment.get(VARIABLE))) {
      return Optional.of(of(environment.get(VARIABLE), VARIABLE));
    }
    if (isThere(environment.get(FILE_VARIABLE))) {
      return Optional.of(ofFile(environment.get(FILE_VARIABLE), FILE_VARIABLE));
    }
    return isThere(configured) ? Optional.of(ofFile(configured, FILE)) : Optional.empty();
  }

  private static boolean isThere(String text) {
    return text != null && !text.isBlank();
  }

  private static Token ofFile(String file, String source) {
    try {
      return of(Files.readString(Path.of(file.strip())), source);
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new ClientException(
          source + " names '" + file + "', which cannot be read",
          "name a file that holds the token and nothing else",
          false);
    }
  }

  /** What is wrong is said without the text: it may be a secret all the same. */
  private static Token of(String text, String source) {
    String token = text.strip();
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new ClientException(
          "what " + source + " holds is no token",
          "a token is one word of letters, digits and . _ ~ + / - =",
          false);
    }
    return new Token(token);
  }

  /** The header that shows it. */
  String header() {
    return "Bearer " + value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token token && token.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
