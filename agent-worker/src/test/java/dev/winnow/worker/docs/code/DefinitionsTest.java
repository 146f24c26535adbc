package dev.winnow.worker.docs.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.docs.code.Definitions.Occurrence;
import dev.winnow.worker.docs.code.Definitions.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "def thing(a):",
        "public class thing extends Other {",
        "fn thing<T>(a: T) -> T {",
        "func (s *Server) thing() error {",
        "func thing() {",
        "const thing = 3",
        "export const thing: Type = x",
        "#define thing 3",
        "type thing struct {",
        "  public static List<String> thing(int a) {",
        "  thing(a) {",
        "attr_reader :thing",
        "async function thing() {"
      })
  void shouldBeDeclaredWhenAKeywordOrATypeIsBeforeIt(String line) {
    assertThat(role(line)).contains(Role.DECLARED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"thing = 3", "self.thing = 3", "thing: 3", "- thing: 3", "x := {thing: 3}"})
  void shouldBeAssignedWhenItIsGivenAValue(String line) {
    assertThat(role(line)).contains(Role.ASSIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get('thing')", "add(\"thing\", 3)", "add_option(--thing)"})
  void shouldBeQuotedWhenItIsAText(String line) {
    assertThat(role(line)).contains(Role.QUOTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return thing(a) {",
        "import thing",
        "from x import thing",
        "if (thing == 3) {",
        "x = y.thing",
        "while thing(a)"
      })
  void shouldOnlyBeUsedWhenItIsOfAnother(String line) {
    assertThat(role(line)).contains(Role.USED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "things", "def something():", "thing_2", ""})
  void shouldNotBeThereWhenItIsAPartOfAnotherName(String text) {
    assertThat(Definitions.find(text, "thing")).isEmpty();
  }

  @Test
  void shouldTakeTheStrongestPlaceWhenThereAreSeveral() {
    Optional<Occurrence> found =
        Definitions.find(
            "x(thing)\nf('thing')\n\ndef thing():\n  thing = 3\ndef thing():\n", "thing");

    assertThat(found).contains(new Occurrence(Role.DECLARED, 4));
  }

  @Test
  void shouldTakeTheFirstPlaceWhenTwoAreAsStrong() {
    assertThat(Definitions.find("\nx(thing) + thing\ny(thing)", "thing"))
        .contains(new Occurrence(Role.USED, 2));
  }

  @Test
  void shouldTakeAnOptionWithItsDashes() {
    assertThat(Definitions.find("a\nadd('--dry-run')", "--dry-run"))
        .contains(new Occurrence(Role.QUOTED, 2));
  }

  @Test
  void shouldGiveWhatATextDeclaresOrGivesAValueTo() {
    assertThat(
            Definitions.in(
                "def one(a):\n  two = one.other(3)\n  self.three = 4\nfour(two)\nconst five = 1"))
        .containsExactlyInAnyOrder("one", "two", "five");
  }

  private static Optional<Role> role(String line) {
    return Definitions.find(line, "thing").map(Occurrence::role);
  }
}
