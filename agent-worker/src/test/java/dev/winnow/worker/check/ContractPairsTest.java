package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractPairsTest {
  @Test
  void shouldPairByFileWhenItIsStillThere() {
    assertThat(files(List.of(contract("a", "1"), contract("b", "2")), List.of(contract("b", "9"))))
        .containsExactly("b>b", "a>");
  }

  @Test
  void shouldPairByContentWhenFilesAreMoved() {
    assertThat(
            files(
                List.of(contract("a", "1"), contract("b", "2")),
                List.of(contract("x/b", "2"), contract("x/a", "1"))))
        .containsExactly("a>x/a", "b>x/b");
  }

  @Test
  void shouldPairTheOneThatIsLeftWhenItIsMovedAndChanged() {
    assertThat(files(List.of(contract("a", "1")), List.of(contract("x/a", "2"))))
        .containsExactly("a>x/a");
  }

  @Test
  void shouldNotGuessWhenSeveralAreLeft() {
    assertThat(
            files(
                List.of(contract("a", "1"), contract("b", "2")),
                List.of(contract("x", "3"), contract("y", "4"))))
        .containsExactly("a>", "b>", ">x", ">y");
  }

  private static List<String> files(List<Contract> before, List<Contract> after) {
    return ContractPairs.of(before, after).stream()
        .map(
            pair ->
                pair.before().map(Contract::file).orElse("")
                    + ">"
                    + pair.after().map(Contract::file).orElse(""))
        .toList();
  }

  private static Contract contract(String file, String text) {
    return new Contract(
        ContractKind.OPENAPI,
        "orders",
        List.of(file),
        Compatibility.DEFAULT,
        new MapTree(Map.of(file, text)));
  }
}
