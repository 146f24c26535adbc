package dev.winnow.worker.patch.renaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Classes with a field, a private method and a method of random statements over few names. */
class JavaNamesProperties {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<String> NEW_NAMES = List.of("e", "d", "p", "q", "a", "b", "r");

  @Property(tries = 200)
  void shouldNotSeeNamesThatAreReplacedThroughout(
      @ForAll("programs") List<String> program, @ForAll("orders") List<String> names) {
    Map<String, String> renaming = new HashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      renaming.put(NAMES.get(i), names.get(i));
    }
    List<String> renamed =
        program.stream().map(token -> renaming.getOrDefault(token, token)).toList();

    assertThat(JavaNames.canonical(renamed)).isPresent().isEqualTo(JavaNames.canonical(program));
  }

  @Property(tries = 200)
  void shouldSeeALiteralThatIsReplaced(
      @ForAll("programs") List<String> program, @ForAll("orders") List<String> names) {
    List<String> changed = new ArrayList<>(program);
    changed.set(changed.lastIndexOf("7"), "8");
    Map<String, String> renaming = Map.of(NAMES.get(0), names.get(5));
    List<String> renamed =
        changed.stream().map(token -> renaming.getOrDefault(token, token)).toList();

    assertThat(JavaNames.canonical(changed)).isPresent().isNotEqualTo(JavaNames.canonical(program));
    assertThat(JavaNames.canonical(renamed)).isPresent().isNotEqualTo(JavaNames.canonical(program));
  }

  @Property(tries = 200)
  void shouldSeeAUseThatMeansAnotherParameter(
      @ForAll("programs") List<String> program, @ForAll @IntRange(max = 4) int other) {
    int use = program.lastIndexOf("last") + 2;
    List<String> changed = new ArrayList<>(program);
    changed.set(use, NAMES.get(other));

    Optional<List<String>> canonical = JavaNames.canonical(changed);
    boolean isSame = program.get(use).equals(NAMES.get(other));

    assertThat(canonical.equals(JavaNames.canonical(program))).isEqualTo(isSame);
  }

  @Provide
  Arbitrary<List<String>> orders() {
    return Arbitraries.shuffle(NEW_NAMES);
  }

  @Provide
  Arbitrary<List<String>> programs() {
    Arbitrary<String> name = Arbitraries.of(NAMES.subList(0, 3));
    Arbitrary<List<String>> call =
        name.map(each -> List.of("list", ".", "add", "(", each, ",", "7", ")", ";"));
    Arbitrary<List<String>> assignment =
        name.tuple2().map(pair -> List.of(pair.get1(), "=", pair.get2(), "+", "1", ";"));
    Arbitrary<List<String>> privateCall =
        name.map(each -> List.of(each, "=", "d", "(", each, ")", ";"));
    Arbitrary<List<String>> field = name.map(each -> List.of("this", ".", "e", "=", each, ";"));
    Arbitrary<List<String>> loop =
        name.map(each -> List.of("while", "(", each, "<", "e", ")", "{", each, "++", ";", "}"));
    return Arbitraries.oneOf(call, assignment, privateCall, field, loop)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(body -> name.map(last -> program(body, last)));
  }

  private static List<String> program(List<List<String>> body, String last) {
    List<String> program = new ArrayList<>();
    program.addAll(List.of("class", "A", "{", "private", "int", "e", "=", "7", ";"));
    program.addAll(List.of("private", "int", "d", "(", "int", "a", ")", "{"));
    program.addAll(List.of("return", "a", "+", "7", ";", "}"));
    program.addAll(List.of("void", "run", "(", "int", "a", ",", "int", "b", ",", "int", "c", ")"));
    program.add("{");
    body.forEach(program::addAll);
    program.addAll(List.of("last", "(", last, ",", "7", ")", ";", "}", "}"));
    return program;
  }
}
