package dev.winnow.worker.contract.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.MapTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Files with any messages, in any order and layout, and numbers taken from sets. */
class ProtobufRulesProperties {
  private static final ProtobufRules RULES = new ProtobufRules();
  private static final List<String> TYPES =
      List.of("int32", "string", "E", "M1", "repeated M2", "map<string, M0>", "optional bool");

  @Property(tries = 200)
  void shouldNotSeeOrderLayoutAndComments(@ForAll long seed) throws Exception {
    List<List<String>> messages = messages(new Random(seed));
    String plain = file(messages);
    Random shuffle = new Random(seed + 1);
    messages.forEach(fields -> Collections.shuffle(fields, shuffle));
    String other = file(messages).replace("; ", " /* { \" */ ; // ' [\n\t");

    assertThat(RULES.compare(contract(plain), contract(other))).isEmpty();
  }

  @Property(tries = 200)
  void shouldTellEachFieldThatIsGoneOnce(@ForAll long seed, @ForAll @IntRange(max = 9) int index)
      throws Exception {
    List<List<String>> messages = messages(new Random(seed));
    String before = file(messages);
    messages.get(3).remove(index);

    List<Change> changes = RULES.compare(contract(before), contract(file(messages)));

    assertThat(changes)
        .extracting(Change::rule, Change::element)
        .containsExactly(tuple("protobuf.field-removed", "p.M3.f" + index));
  }

  @Property(tries = 200)
  void shouldFindWhatIsLeftOfRanges(@ForAll long seed) {
    Random random = new Random(seed);
    List<Range> ranges = ranges(random);
    List<Range> others = ranges(random);
    TreeSet<Long> expected = numbers(ranges);
    expected.removeAll(numbers(others));

    assertThat(numbers(Range.minus(ranges, others))).isEqualTo(expected);
  }

  private static List<Range> ranges(Random random) {
    List<Range> ranges = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      int first = random.nextInt(30);
      ranges.add(new Range(first, first + random.nextInt(8)));
    }
    return ranges;
  }

  private static TreeSet<Long> numbers(List<Range> ranges) {
    TreeSet<Long> numbers = new TreeSet<>();
    for (Range range : ranges) {
      for (long i = range.first(); i <= range.last(); i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private static List<List<String>> messages(Random random) {
    List<List<String>> messages = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<String> fields = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        fields.add(
            TYPES.get(random.nextInt(TYPES.size())) + " f" + j + " = " + (j * 3 + i + 1) + "; ");
      }
      messages.add(fields);
    }
    return messages;
  }

  private static String file(List<List<String>> messages) {
    StringBuilder text = new StringBuilder("syntax = \"proto3\"; package p; enum E { Z = 0; } ");
    for (int i = 0; i < messages.size(); i++) {
      text.append("message M" + i + " { " + String.join("", messages.get(i)) + "} ");
    }
    return text.toString();
  }

  private static Contract contract(String text) {
    return new Contract(
        ContractKind.PROTOBUF,
        "shop",
        List.of("a.proto"),
        Compatibility.DEFAULT,
        new MapTree(Map.of("a.proto", text)));
  }
}
