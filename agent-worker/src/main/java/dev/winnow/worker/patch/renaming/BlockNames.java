package dev.winnow.worker.patch.renaming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Local variables of languages that are not parsed, told by patterns of tokens: {@code let x =} and
 * parameters of functions in Rust, {@code var x =} and {@code foreach (var x in} in C#. A name goes
 * by all of its occurrences in the file: if one of them is not inside a block that declares it, or
 * may be a member, a field of a literal, a named argument, a call, or part of a literal, the name
 * stays.
 */
public final class BlockNames {
  private static final Set<String> BEFORE_MEMBERS = Set.of(".", "::", "->", "?.", "@", "#");
  private static final Set<String> AFTER_OTHERS = Set.of("(", "!", "::", ":");
  private static final Set<String> BEFORE_CLOSURES =
      Set.of("(", ",", "=", "{", ";", "move", "return", "=>");

  /** How many tokens generics, or parameters, may have. */
  private static final int LONGEST = 500;

  private static final class Block {
    private final boolean isCode;
    private final Set<String> names = new HashSet<>();

    private Block(boolean isCode) {
      this.isCode = isCode;
    }
  }

  private final Dialect dialect;
  private final List<String> tokens;
  private final Set<String> kept = new HashSet<>();
  private final Set<Integer> declarations = new HashSet<>();
  private final Set<String> declared = new HashSet<>();
  private final Map<String, Integer> visible = new HashMap<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final Deque<String> brackets = new ArrayDeque<>();
  private final List<String> pending = new ArrayList<>();
  private boolean isTypeHead;
  private boolean isFunctionHead;

  private BlockNames(Dialect dialect, List<String> tokens) {
    this.dialect = dialect;
    this.tokens = tokens;
    blocks.push(new Block(false));
    for (int i = 0; i < tokens.size(); i++) {
      take(i);
    }
  }

  /**
   * The tokens with numbers in place of the names of local variables.
   *
   * @param tokens the tokens, without comments
   * @return empty if the file has a word that makes names mean more than the patterns see
   */
  public static Optional<List<String>> canonical(Dialect dialect, List<String> tokens) {
    if (tokens.stream().anyMatch(dialect.unreadable()::contains)) {
      return Optional.empty();
    }
    BlockNames names = new BlockNames(dialect, tokens);
    Map<Integer, ChosenName> byToken = new HashMap<>();
    Map<String, ChosenName> byText = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (names.declared.contains(token) && !names.kept.contains(token)) {
        byToken.put(i, byText.computeIfAbsent(token, text -> new ChosenName(text, false)));
      }
    }
    return Optional.of(CanonicalTokens.of(tokens, byToken));
  }

  private void take(int i) {
    String token = tokens.get(i);
    switch (token) {
      case "{" -> open(i);
      case "}" -> close();
      case "(", "[" -> brackets.push(token);
      case ")", "]" -> pop(token.equals(")") ? "(" : "[");
      case ";" -> {
        if (brackets.isEmpty() || brackets.peek().equals("{")) {
          endHead();
        }
      }
      default -> {
        if (!Dialect.isWord(token)) {
          // Literals, numbers with what is stuck to them, attributes of documentation.
          kept.addAll(token.length() > 1 ? Words.in(token) : Set.of());
          if (token.equals("|") && dialect == Dialect.RUST) {
            closure(i);
          }
          return;
        }
        isTypeHead |= dialect.types().contains(token);
        declare(i);
        look(i);
      }
    }
  }

  private void open(int i) {
    Block outer = blocks.peek();
    boolean isBody =
        isFunctionHead || dialect == Dialect.CSHARP && Set.of(")", "=>").contains(at(i - 1));
    Block block = new Block(outer.isCode || isBody && !isTypeHead);
    blocks.push(block);
    brackets.push("{");
    pending.forEach(name -> addTo(block, name));
    endHead();
  }

  private void close() {
    if (blocks.size() > 1) {
      blocks.pop().names.forEach(name -> visible.merge(name, -1, Integer::sum));
    }
    pop("{");
    endHead();
  }

  /** Brackets that do not match end the reading of what is inside of them, no more. */
  private void pop(String opening) {
    if (opening.equals(brackets.peek())) {
      brackets.pop();
    }
  }

  private void endHead() {
    // Parameters of a function without a body: their names may be read elsewhere.
    kept.addAll(pending.stream().filter(name -> !blocks.peek().names.contains(name)).toList());
    pending.clear();
    isTypeHead = false;
    isFunctionHead = false;
  }

  private void addTo(Block block, String name) {
    declared.add(name);
    if (block.names.add(name)) {
      visible.merge(name, 1, Integer::sum);
    }
  }

  private void declare(int i) {
    String word = tokens.get(i);
    if (dialect == Dialect.RUST && word.equals("fn") && Dialect.isWord(at(i + 1))) {
      isFunctionHead = true;
      parameters(i + 2);
    } else if (dialect == Dialect.RUST && word.equals("for") && at(i + 2).equals("in")) {
      declareLater(i + 1);
    } else if (!blocks.peek().isCode) {
      return;
    } else if (dialect == Dialect.RUST && word.equals("let")) {
      int name = at(i + 1).equals("mut") ? i + 2 : i + 1;
      declareNow(name, Set.of("=", ":", ";"));
    } else if (dialect == Dialect.CSHARP
        && word.equals("var")
        && at(i - 1).equals("(")
        && at(i - 2).equals("foreach")
        && at(i + 2).equals("in")) {
      declareNow(i + 1, Set.of("in"));
    } else if (dialect == Dialect.CSHARP && word.equals("var")) {
      declareNow(i + 1, Set.of("="));
    }
  }

  private void declareNow(int name, Set<String> next) {
    if (dialect.isName(at(name)) && next.contains(at(name + 1))) {
      declarations.add(name);
      addTo(blocks.peek(), at(name));
    }
  }

  private void declareLater(int name) {
    if (dialect.isName(at(name))) {
      declarations.add(name);
      pending.add(at(name));
    }
  }

  /** The parameters of a function, behind its name and its generics. */
  private void parameters(int from) {
    int angles = 0;
    int open = from;
    while (open < from + LONGEST && !(at(open).equals("(") && angles == 0)) {
      angles += count(at(open), '<') - (at(open).equals("->") ? 0 : count(at(open), '>'));
      open++;
    }
    if (!at(open).equals("(")) {
      return;
    }
    int depth = 1;
    for (int i = open + 1; i < open + LONGEST && depth > 0; i++) {
      String token = at(i);
      if (token.equals("(") || token.equals("[") || token.equals("{")) {
        depth++;
      } else if (token.equals(")") || token.equals("]") || token.equals("}")) {
        depth--;
      } else if (depth == 1
          && at(i + 1).equals(":")
          && (at(i - 1).equals("(") || at(i - 1).equals(",") || at(i - 1).equals("mut"))) {
        declareLater(i);
      }
    }
  }

  private static int count(String token, char c) {
    return (int) token.chars().filter(each -> each == c).count();
  }

  /** The parameters of a closure; those with patterns or types of more than a word are not seen. */
  private void closure(int bar) {
    if (!blocks.peek().isCode || !BEFORE_CLOSURES.contains(at(bar - 1))) {
      return;
    }
    int i = bar + 1;
    while (i < tokens.size() && !at(i).equals("|")) {
      if (!dialect.isName(at(i)) || !Set.of(",", "|").contains(at(i + 1))) {
        return;
      }
      i += at(i + 1).equals(",") ? 2 : 1;
    }
    for (int each = bar + 1; each < i; each += 2) {
      declareNow(each, Set.of(",", "|"));
    }
  }

  /** Looks at an occurrence of a word for a reason to keep it. */
  private void look(int i) {
    String word = tokens.get(i);
    if (declarations.contains(i)) {
      return;
    }
    String before = at(i - 1);
    String after = at(i + 1);
    boolean isListed = before.equals("{") || before.equals(",") && "{".equals(brackets.peek());
    if (visible.getOrDefault(word, 0) <= 0
        || BEFORE_MEMBERS.contains(before)
        || AFTER_OTHERS.contains(after)
        || isListed && (after.equals(",") || after.equals("}") || after.equals("="))) {
      kept.add(word);
    }
  }

  private String at(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : "\n";
  }
}
