package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Finding;
import dev.winnow.worker.report.Reports;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BaselineProperties {
  @Property(tries = 300)
  void shouldReadWhatItWroteWhateverFindingsAreCalled(
      @ForAll List<String> names, @ForAll long seed) {
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> fingerprints = new TreeSet<>();
    for (String name : names) {
      Finding finding = Reports.finding(findings.size()).setElement(name).setFile(name).build();
      findings.add(finding);
      fingerprints.add(finding.getFingerprint());
    }

    String text = Baseline.text(findings).orElseThrow();

    // As it is on a disk.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Baseline read = Baseline.parse("b", new String(bytes, StandardCharsets.UTF_8));
    assertThat(read.problems()).isEmpty();
    assertThat(read.fingerprints()).isEqualTo(fingerprints);
    Collections.shuffle(findings, new Random(seed));
    assertThat(Baseline.text(findings)).contains(text);
  }
}
