package dev.winnow.benchmarks.duplicates;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Makes clones of a Java file. Which place is changed is drawn; what comes out is Java again. */
final class Cloner {
  private static final Map<String, String> OTHER_CALLS =
      Map.of(
          "add",
          "remove",
          "remove",
          "add",
          "get",
          "peek",
          "put",
          "putIfAbsent",
          "push",
          "pop",
          "min",
          "max",
          "max",
          "min",
          "addFirst",
          "addLast",
          "addLast",
          "addFirst",
          "length",
          "size");

  private static final Map<BinaryExpr.Operator, BinaryExpr.Operator> OTHER_OPERATORS =
      Map.of(
          BinaryExpr.Operator.LESS, BinaryExpr.Operator.LESS_EQUALS,
          BinaryExpr.Operator.LESS_EQUALS, BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.GREATER, BinaryExpr.Operator.GREATER_EQUALS,
          BinaryExpr.Operator.GREATER_EQUALS, BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.EQUALS, BinaryExpr.Operator.NOT_EQUALS,
          BinaryExpr.Operator.NOT_EQUALS, BinaryExpr.Operator.EQUALS,
          BinaryExpr.Operator.PLUS, BinaryExpr.Operator.MINUS,
          BinaryExpr.Operator.MINUS, BinaryExpr.Operator.PLUS,
          BinaryExpr.Operator.AND, BinaryExpr.Operator.OR,
          BinaryExpr.Operator.OR, BinaryExpr.Operator.AND);

  private static final List<String> NEW_NAMES =
      List.of(
          "cursor", "total", "bound", "holder", "slice", "front", "marker", "current", "buffer",
          "left", "right", "amount", "entry0", "where", "item", "label0", "extra", "seen");

  private final Random random;

  /**
   * @param seed which places are drawn
   */
  Cloner(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A clone of a file; empty if it has no place for that.
   *
   * @param text a file that can be parsed
   */
  Optional<String> clone(CloneKind kind, String text) {
    return switch (kind) {
      case REFORMATTED -> Optional.of(spaced(unit(text), false));
      case COMMENTS_CHANGED -> Optional.of(spaced(unit(text), true));
      case ONE_RENAMED -> renamed(text, 1);
      case ALL_RENAMED -> renamed(text, Integer.MAX_VALUE);
      case NAMES_SWAPPED -> swapped(text);
      case RENAMED_AND_REFORMATTED ->
          renamed(text, Integer.MAX_VALUE).map(each -> spaced(unit(each), true));
      case CONSTANT_CHANGED -> changed(text, this::changeConstant);
      case CONSTANT_CHANGED_AND_RENAMED ->
          changed(text, this::changeConstant).flatMap(each -> renamed(each, Integer.MAX_VALUE));
      case CALL_CHANGED -> changed(text, this::changeCall);
      case OPERATOR_CHANGED -> changed(text, this::changeOperator);
      case VARIABLE_CONFUSED -> changed(text, this::confuse);
      case STATEMENT_INSERTED -> changed(text, this::insert);
      case STATEMENT_REMOVED -> changed(text, this::remove);
      case STATEMENTS_REORDERED -> changed(text, this::reorder);
      case MEMBERS_REORDERED -> changed(text, this::reorderMembers);
    };
  }

  private static CompilationUnit unit(String text) {
    return JavaText.parse(text).orElseThrow();
  }

  /** Prints a changed file; empty if nothing has changed but space. */
  private static Optional<String> changed(String text, Consumer<CompilationUnit> change) {
    CompilationUnit unit = unit(text);
    List<String> before = JavaText.words(unit);
    change.accept(unit);
    String after = unit.toString();
    return JavaText.parse(after)
        .filter(parsed -> !JavaText.words(parsed).equals(before))
        .map(parsed -> after);
  }

  private String spaced(CompilationUnit unit, boolean hasComments) {
    StringBuilder text = new StringBuilder();
    List<JavaToken> tokens = JavaText.tokens(unit);
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i).getText();
      text.append(token);
      // The parser splits these; nobody writes them apart.
      boolean isOne =
          token.equals("@")
              || token.equals(">")
                  && i + 1 < tokens.size()
                  && isNext(tokens.get(i), tokens.get(i + 1));
      text.append(isOne ? "" : gap(hasComments));
    }
    return text.toString();
  }

  private static boolean isNext(JavaToken token, JavaToken next) {
    return next.getText().startsWith(">")
        && token.getRange().orElseThrow().end.right(1).equals(next.getRange().orElseThrow().begin);
  }

  private String gap(boolean hasComments) {
    return switch (random.nextInt(hasComments ? 8 : 4)) {
      case 0 -> "\n";
      case 1 -> "\n\t  ";
      case 4 -> " // step " + random.nextInt(100) + "\n";
      case 5 -> " /* \"" + random.nextInt(100) + " */ ";
      default -> " ";
    };
  }

  private Optional<String> renamed(String text, int most) {
    CompilationUnit unit = unit(text);
    List<String> free = new ArrayList<>(FreeNames.of(unit));
    Collections.shuffle(free, random);
    Set<String> taken = Set.copyOf(JavaText.words(unit));
    List<String> fresh = fresh("", taken);
    for (int i = 1; fresh.isEmpty(); i++) {
      fresh = fresh("Z" + i, taken); // the clone of a clone may have them all
    }
    Collections.shuffle(fresh, random);
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : free.subList(0, Math.min(most, free.size()))) {
      int n = names.size();
      names.put(name, fresh.get(n % fresh.size()) + (n < fresh.size() ? "" : "_" + n));
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(replaced(unit, names));
  }

  private static List<String> fresh(String ending, Set<String> taken) {
    List<String> names = new ArrayList<>();
    for (String name : NEW_NAMES) {
      names.add(name + ending);
    }
    names.removeAll(taken);
    return names;
  }

  private Optional<String> swapped(String text) {
    CompilationUnit unit = unit(text);
    List<String> free = new ArrayList<>(FreeNames.of(unit));
    if (free.size() < 2) {
      return Optional.empty();
    }
    Collections.shuffle(free, random);
    return Optional.of(replaced(unit, Map.of(free.get(0), free.get(1), free.get(1), free.get(0))));
  }

  private static String replaced(CompilationUnit unit, Map<String, String> names) {
    StringBuilder text = new StringBuilder();
    for (JavaToken token : unit.getTokenRange().orElseThrow()) {
      boolean isName = token.getCategory().isIdentifier();
      text.append(isName ? names.getOrDefault(token.getText(), token.getText()) : token.getText());
    }
    return text.toString();
  }

  private void changeConstant(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (Expression each : unit.findAll(Expression.class)) {
      if (each instanceof IntegerLiteralExpr number) {
        changes.add(() -> number.setValue(number.getValue().equals("1") ? "2" : "1"));
      } else if (each instanceof LongLiteralExpr number) {
        changes.add(() -> number.setValue(number.getValue().equals("1L") ? "2L" : "1L"));
      } else if (each instanceof DoubleLiteralExpr number) {
        changes.add(() -> number.setValue(number.getValue().equals("0.5") ? "0.25" : "0.5"));
      } else if (each instanceof BooleanLiteralExpr truth) {
        changes.add(() -> truth.setValue(!truth.getValue()));
      } else if (each instanceof CharLiteralExpr character) {
        changes.add(() -> character.setValue(character.getValue().equals("a") ? "b" : "a"));
      } else if (each instanceof StringLiteralExpr string) {
        changes.add(() -> string.setValue(string.getValue() + "."));
      }
    }
    one(changes);
  }

  private void changeCall(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (MethodCallExpr call : unit.findAll(MethodCallExpr.class)) {
      String name = call.getNameAsString();
      changes.add(() -> call.setName(OTHER_CALLS.getOrDefault(name, name + "Other")));
    }
    one(changes);
  }

  private void changeOperator(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (BinaryExpr each : unit.findAll(BinaryExpr.class)) {
      BinaryExpr.Operator other = OTHER_OPERATORS.get(each.getOperator());
      if (other != null) {
        changes.add(() -> each.setOperator(other));
      }
    }
    one(changes);
  }

  /** Uses another variable of the file in one place. */
  private void confuse(CompilationUnit unit) {
    List<String> names = FreeNames.of(unit);
    List<Runnable> changes = new ArrayList<>();
    for (NameExpr use : unit.findAll(NameExpr.class)) {
      for (String other : names) {
        if (names.contains(use.getNameAsString()) && !use.getNameAsString().equals(other)) {
          changes.add(() -> use.setName(other));
        }
      }
    }
    one(changes);
  }

  private void insert(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (BlockStmt block : unit.findAll(BlockStmt.class)) {
      for (int i = 0; i < block.getStatements().size(); i++) {
        int at = i;
        boolean isFirstOfConstructor =
            block.getStatements().get(i) instanceof ExplicitConstructorInvocationStmt;
        if (!isFirstOfConstructor) {
          changes.add(
              () ->
                  block.addStatement(
                      at, new ExpressionStmt(new MethodCallExpr(null, "checkpoint"))));
        }
      }
    }
    one(changes);
  }

  private void remove(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (ExpressionStmt statement : unit.findAll(ExpressionStmt.class)) {
      if (!statement.getExpression().isVariableDeclarationExpr()) {
        changes.add(statement::remove);
      }
    }
    one(changes);
  }

  private void reorder(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (BlockStmt block : unit.findAll(BlockStmt.class)) {
      NodeList<Statement> statements = block.getStatements();
      for (int i = 0; i + 1 < statements.size(); i++) {
        int at = i;
        if (statements.get(i).isExpressionStmt() && statements.get(i + 1).isExpressionStmt()) {
          changes.add(
              () -> {
                Statement first = statements.remove(at);
                statements.add(at + 1, first);
              });
        }
      }
    }
    one(changes);
  }

  private void reorderMembers(CompilationUnit unit) {
    List<Runnable> changes = new ArrayList<>();
    for (TypeDeclaration<?> type : unit.findAll(TypeDeclaration.class)) {
      NodeList<BodyDeclaration<?>> members = members(type);
      for (int i = 1; i < members.size(); i++) {
        int at = i;
        if (members.get(i).isMethodDeclaration()) {
          changes.add(
              () -> {
                BodyDeclaration<?> moved = members.remove(at);
                members.add(random.nextInt(at), moved);
              });
        }
      }
    }
    one(changes);
  }

  private static NodeList<BodyDeclaration<?>> members(TypeDeclaration<?> type) {
    return type.getMembers();
  }

  private void one(List<Runnable> changes) {
    if (!changes.isEmpty()) {
      changes.get(random.nextInt(changes.size())).run();
    }
  }
}
