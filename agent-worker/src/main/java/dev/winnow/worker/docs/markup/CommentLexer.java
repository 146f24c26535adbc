package dev.winnow.worker.docs.markup;

import dev.winnow.worker.docs.markup.Syntax.Trait;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the comments of a file, going through it once. Texts in quotes are told from comments;
 * where a quote is not closed on its line, the line's end closes it, so that one mistake does not
 * spread.
 */
final class CommentLexer {
  private static final int LONGEST_CHARACTER = 12;

  /** What operators of Haskell are made of. */
  private static final String OPERATORS = "!#$%&*+./<=>?@\\^|~:-";

  private static final String OPERANDS_FOLLOW = "(,=:[!&|?{};+-*%~^<>";
  private static final List<String> WORDS_BEFORE_OPERANDS =
      List.of("return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await");

  private final Syntax syntax;
  private final String text;
  private final int length;
  private final boolean[] isSpecial = new boolean[128];
  private final List<Comment> comments = new ArrayList<>();

  /** The last character that is neither space nor in a comment; -1 at the start. */
  private int last = -1;

  private int depth;

  /** On the line up to here a regular expression was not closed: no other is looked for. */
  private int noExpressionsBefore;

  CommentLexer(Syntax syntax, String text) {
    this.syntax = syntax;
    this.text = text;
    this.length = text.length();
    syntax.lineMarks.forEach(mark -> isSpecial[mark.charAt(0)] = true);
    syntax.quotes.chars().forEach(quote -> isSpecial[quote] = true);
    if (!syntax.blockStart.isEmpty()) {
      isSpecial[syntax.blockStart.charAt(0)] = true;
    }
    if (syntax.has(Trait.EXPRESSIONS)) {
      isSpecial['/'] = true;
    }
    if (syntax.has(Trait.LONG_BRACKETS)) {
      isSpecial['['] = true;
    }
    if (syntax.has(Trait.DOCSTRINGS)) {
      "()[]{}".chars().forEach(bracket -> isSpecial[bracket] = true);
    }
    if (syntax == Syntax.HASH) {
      isSpecial['='] = true;
    }
  }

  /** The comments, in their order; a documentation text is one too. */
  List<Comment> comments() {
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      if (c < 128 && isSpecial[c]) {
        at = special(c, at);
      } else {
        if (c > ' ') {
          last = at;
        }
        at++;
      }
    }
    return comments;
  }

  private int special(char c, int at) {
    int end = commentEnd(c, at);
    if (end > at) {
      comments.add(new Comment(at, end));
      return end;
    }
    end = literalEnd(c, at);
    last = end - 1;
    return end;
  }

  /** Where the comment that begins here ends; -1 if none does. */
  private int commentEnd(char c, int at) {
    if (!syntax.blockStart.isEmpty() && text.startsWith(syntax.blockStart, at)) {
      return blockEnd(at);
    }
    for (String mark : syntax.lineMarks) {
      if (text.startsWith(mark, at) && isLineComment(mark, at)) {
        int bracket = syntax.has(Trait.LONG_BRACKETS) ? longBracketEnd(at + 2) : -1;
        return bracket >= 0 ? bracket : lineEnd(at);
      }
    }
    if (c == '=' && syntax == Syntax.HASH && isLineStart(at)) {
      return documentEnd(at);
    }
    boolean isQuote = c == '"' || c == '\'';
    return isQuote && syntax.has(Trait.DOCSTRINGS) && isStatement(at) ? literalEnd(c, at) : -1;
  }

  private boolean isLineComment(String mark, int at) {
    char before = at == 0 ? '\n' : text.charAt(at - 1);
    if (syntax.has(Trait.SPACED)) {
      return before <= ' ' || before == ';';
    }
    return switch (syntax) {
      case PHP -> !text.startsWith("#[", at);
      case HASKELL -> isDashes(at);
      case LUA, SQL, PYTHON, TERRAFORM -> true;
      // A URL outside quotes, as in the text of a page.
      default -> !mark.equals("//") || before != ':';
    };
  }

  /** Whether dashes are a comment, not part of an operator such as an arrow. */
  private boolean isDashes(int at) {
    if (at > 0 && OPERATORS.indexOf(text.charAt(at - 1)) >= 0) {
      return false;
    }
    int end = at;
    while (end < length && text.charAt(end) == '-') {
      end++;
    }
    return end == length || OPERATORS.indexOf(text.charAt(end)) < 0;
  }

  private int blockEnd(int at) {
    String open = syntax.blockStart;
    String close = syntax.blockEnd;
    int from = at + open.length();
    if (!syntax.has(Trait.NESTS)) {
      int end = text.indexOf(close, from);
      return end < 0 ? length : end + close.length();
    }
    int nested = 1;
    while (from < length) {
      char c = text.charAt(from);
      if (c == close.charAt(0) && text.startsWith(close, from)) {
        from += close.length();
        if (--nested == 0) {
          return from;
        }
      } else if (c == open.charAt(0) && text.startsWith(open, from)) {
        nested++;
        from += open.length();
      } else {
        from++;
      }
    }
    return length;
  }

  /** Ruby's {@code =begin} to {@code =end} and Perl's {@code =pod} to {@code =cut}. */
  private int documentEnd(int at) {
    if (at + 1 >= length || !Character.isLetter(text.charAt(at + 1))) {
      return -1;
    }
    String close = text.startsWith("=begin", at) ? "\n=end" : "\n=cut";
    int end = text.indexOf(close, at);
    return end < 0 ? length : lineEnd(end + 1);
  }

  /** Whether a text is a statement of its own: nothing on its line is before it. */
  private boolean isStatement(int at) {
    int start = at;
    while (start > 0 && start > at - 2 && "rRuU".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    if (depth > 0) {
      return false;
    }
    while (start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
      start--;
    }
    return isLineStart(start) && !(start > 1 && text.charAt(start - 2) == '\\');
  }

  /** Where the literal that begins here ends; the next character if there is none. */
  private int literalEnd(char c, int at) {
    if (syntax.quotes.indexOf(c) >= 0) {
      return quotedEnd(c, at);
    }
    switch (c) {
      case '(', '{' -> depth++;
      case ')', '}', ']' -> depth = Math.max(0, depth - 1);
      case '[' -> {
        depth++;
        int end = syntax.has(Trait.LONG_BRACKETS) ? longBracketEnd(at) : -1;
        return end < 0 ? at + 1 : end;
      }
      case '/' -> {
        return syntax.has(Trait.EXPRESSIONS) ? expressionEnd(at) : at + 1;
      }
      default -> {}
    }
    return at + 1;
  }

  private int quotedEnd(char quote, int at) {
    if (quote == '`') {
      return closed("`", at + 1, syntax != Syntax.GO);
    }
    boolean isTriple =
        syntax.has(Trait.TRIPLE)
            && (quote == '"' || !syntax.has(Trait.CHARACTERS))
            && at + 2 < length
            && text.charAt(at + 1) == quote
            && text.charAt(at + 2) == quote;
    if (isTriple) {
      boolean hasEscapes = syntax != Syntax.KOTLIN && syntax != Syntax.CSHARP;
      return closed(String.valueOf(quote).repeat(3), at + 3, hasEscapes);
    }
    char before = at == 0 ? '\n' : text.charAt(at - 1);
    if (quote == '\'' && syntax.has(Trait.CHARACTERS)) {
      return characterEnd(before, at);
    }
    if (syntax.has(Trait.SPACED) && Character.isLetterOrDigit(before)) {
      return at + 1;
    }
    if (syntax.has(Trait.RAW_C) && before == 'R') {
      return rawEnd(at);
    }
    if (syntax.has(Trait.RAW_RUST) && (before == '#' || before == 'r')) {
      return hashedEnd(at);
    }
    boolean isVerbatim =
        syntax.has(Trait.VERBATIM)
            && (before == '@' || before == '$' && at > 1 && text.charAt(at - 2) == '@');
    if (isVerbatim) {
      return closed("\"", at + 1, false); // a quote written twice is two texts side by side
    }
    return plainEnd(quote, at);
  }

  private int plainEnd(char quote, int at) {
    for (int i = at + 1; i < length; i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\\' && !syntax.has(Trait.DOUBLED)) {
        i++;
      } else if (c == '\n' && !syntax.has(Trait.MULTILINE)) {
        return i;
      }
    }
    return length;
  }

  private int closed(String close, int from, boolean hasEscapes) {
    if (!hasEscapes) {
      int end = text.indexOf(close, from);
      return end < 0 ? length : end + close.length();
    }
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == close.charAt(0) && text.startsWith(close, i)) {
        return i + close.length();
      }
    }
    return length;
  }

  /** A single quote may also begin a lifetime, be in a number or end a name. */
  private int characterEnd(char before, int at) {
    if (at + 2 >= length || Character.isLetterOrDigit(before) && syntax == Syntax.HASKELL) {
      return at + 1;
    }
    if (text.charAt(at + 1) != '\\') {
      int end = at + 1 + Character.charCount(text.codePointAt(at + 1));
      return end < length && text.charAt(end) == '\'' ? end + 1 : at + 1;
    }
    int end = text.indexOf('\'', at + 3);
    return end > 0 && end <= at + LONGEST_CHARACTER ? end + 1 : at + 1;
  }

  private int rawEnd(int at) {
    int open = at + 1;
    while (open < length && open < at + 18 && text.charAt(open) != '(') {
      open++;
    }
    if (open >= length || text.charAt(open) != '(') {
      return at + 1;
    }
    return closed(")" + text.substring(at + 1, open) + '"', open + 1, false);
  }

  private int hashedEnd(int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) == '#') {
      start--;
    }
    boolean isRaw = start > 0 && text.charAt(start - 1) == 'r';
    return isRaw ? closed('"' + "#".repeat(at - start), at + 1, false) : plainEnd('"', at);
  }

  /** The end of {@code [==[...]==]}; -1 if that does not begin here. */
  private int longBracketEnd(int at) {
    if (at >= length || text.charAt(at) != '[') {
      return -1;
    }
    int second = at + 1;
    while (second < length && text.charAt(second) == '=') {
      second++;
    }
    if (second >= length || text.charAt(second) != '[') {
      return -1;
    }
    return closed(']' + "=".repeat(second - at - 1) + ']', second + 1, false);
  }

  private int expressionEnd(int at) {
    if (at < noExpressionsBefore || !isOperandNext()) {
      return at + 1;
    }
    boolean isInClass = false;
    int i = at + 1;
    for (; i < length && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        isInClass = true;
      } else if (c == ']') {
        isInClass = false;
      } else if (c == '/' && !isInClass) {
        return i + 1;
      }
    }
    noExpressionsBefore = i;
    return at + 1;
  }

  private boolean isOperandNext() {
    if (last < 0 || OPERANDS_FOLLOW.indexOf(text.charAt(last)) >= 0) {
      return true;
    }
    for (String word : WORDS_BEFORE_OPERANDS) {
      int start = last + 1 - word.length();
      if (start >= 0 && text.startsWith(word, start)) {
        return start == 0 || !Character.isJavaIdentifierPart(text.charAt(start - 1));
      }
    }
    return false;
  }

  private boolean isLineStart(int at) {
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? length : end;
  }
}
