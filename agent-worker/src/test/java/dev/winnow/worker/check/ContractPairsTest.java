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

  @Test
  void shouldPairByFileWhenTheServiceGetsAnotherName() {
    assertThat(
            files(List.of(contract("orders-svc", "a", "1")), List.of(contract("orders", "a", "2"))))
        .containsExactly("a>a");
  }

  @Test
  void shouldPairByContentWhenTheFolderOfTheServiceGetsAnotherName() {
    assertThat(
            files(
                List.of(contract("orders", "services/orders/a", "1")),
                List.of(
                    contract("billing", "services/billing/a", "2"),
                    contract("order", "services/order/a", "1"))))
        .containsExactly("services/orders/a>services/order/a", ">services/billing/a");
  }

  @Test
  void shouldPairByLikenessWhenFilesAreMovedAndChanged() {
    assertThat(
            files(
                List.of(contract("a", "1\n2\n3\n4"), contract("b", "5\n6\n7\n8")),
                List.of(contract("x/b", "5\n6\n7\n9"), contract("x/a", "1\n2\n3\n0"))))
        .containsExactly("a>x/a", "b>x/b");
  }

  @Test
  void shouldPairByNameWhenFilesGetAnotherExtension() {
    assertThat(
            files(
                List.of(contract("a.yaml", "1"), contract("b.yaml", "2")),
                List.of(contract("b.json", "3"), contract("a.json", "4"))))
        .containsExactly("a.yaml>a.json", "b.yaml>b.json");
  }

  @Test
  void shouldPairWithTheOtherWhenOneOfTwoCopiesIsDeleted() {
    assertThat(files(List.of(contract("a", "1"), contract("b", "1")), List.of(contract("a", "1"))))
        .containsExactly("a>a", "b>a");
  }

  @Test
  void shouldPutTogetherWhatIsOfSeveralServicesNow() {
    List<ContractPairs.Pair> pairs =
        ContractPairs.of(
            List.of(proto("shop", "a", "b")), List.of(proto("orders", "a"), proto("stock", "b")));

    assertThat(pairs)
        .singleElement()
        .satisfies(pair -> assertThat(pair.after().get().files()).containsExactly("a", "b"));
  }

  @Test
  void shouldPairBothWhenTwoServicesBecomeOne() {
    assertThat(
            files(
                List.of(proto("orders", "a"), proto("stock", "b")),
                List.of(proto("shop", "a", "b"))))
        .containsExactly("a>a", "b>a");
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
    return contract("orders", file, text);
  }

  private static Contract proto(String service, String... files) {
    return new Contract(
        ContractKind.PROTOBUF,
        service,
        List.of(files),
        Compatibility.DEFAULT,
        new MapTree(Map.of()));
  }

  private static Contract contract(String service, String file, String text) {
    return new Contract(
        ContractKind.OPENAPI,
        service,
        List.of(file),
        Compatibility.DEFAULT,
        new MapTree(Map.of(file, text)));
  }
}
