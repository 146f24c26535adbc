package dev.winnow.worker.patch.renaming;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.type.Type;
import java.util.Optional;

/**
 * A field, local variable or parameter.
 *
 * @param line where it is declared
 * @param name its name
 * @param type its type, if that is written and is one type
 * @param value what it is declared with, if its type is not written
 */
record JavaVariable(int line, ChosenName name, Optional<Type> type, Optional<Expression> value) {

  static JavaVariable of(int line, ChosenName name, Type type, Optional<Expression> value) {
    if (type.isVarType()) {
      return new JavaVariable(line, name, Optional.empty(), value);
    }
    return new JavaVariable(line, name, Optional.of(type), Optional.empty());
  }

  static JavaVariable untyped(int line, ChosenName name) {
    return new JavaVariable(line, name, Optional.empty(), Optional.empty());
  }
}
