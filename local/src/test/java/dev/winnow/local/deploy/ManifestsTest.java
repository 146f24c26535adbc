package dev.winnow.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.deploy.Manifests.Manifest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
  /** Rows of settings in the documentation: {@code | `key`, `key` |}. */
  private static final Pattern KEY = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*)`");

  static Stream<Manifest> manifests() {
    return Manifests.all().stream();
  }

  static Stream<Manifest> workloads() {
    return manifests().filter(manifest -> manifest.template().isPresent());
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldHaveNoProblemWhenReadStrictly(Manifest manifest) {
    assertThat(StrictSchemas.problems(manifest)).isEmpty();
  }

  @Test
  void shouldHaveProblemsWhenAFieldIsMisspeltOrOfAnotherTypeOrMissing() {
    String pod = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {%s}}";
    String container = "containers: [{name: a, image: b%s}]";
    String scaled = "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {}, spec: {%s}}";
    String trigger = "scaleTargetRef: {name: a}, triggers: [{type: b, metadata: {}}]%s";

    assertThat(problems(pod.formatted(container.formatted("")))).isEmpty();
    assertThat(problems(pod.formatted(container.formatted(", readynessProbe: {}")))).isNotEmpty();
    assertThat(problems(pod.formatted(container.formatted(", stdin: [1]")))).isNotEmpty();
    assertThat(problems(pod.formatted("hostUsers: false"))).isNotEmpty();
    assertThat(problems("{apiVersion: v1, kind: Nothing}")).isNotEmpty();
    assertThat(problems(scaled.formatted(trigger.formatted("")))).isEmpty();
    assertThat(problems(scaled.formatted(trigger.formatted(", maxReplicas: 3")))).isNotEmpty();
    assertThat(problems(scaled.formatted("scaleTargetRef: {name: a}"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void shouldSelectItsOwnPodsAndRunWithoutRightsWhenItIsAWorkload(Manifest workload) {
    JsonNode pod = workload.template().orElseThrow();
    workload
        .object()
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(
            label ->
                assertThat(pod.at("/metadata/labels").path(label.getKey()))
                    .isEqualTo(label.getValue()));
    assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
    for (JsonNode container : workload.containers()) {
      JsonNode security = container.path("securityContext");
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void shouldSetWhatTheDocumentationKnowsWhenItSetsSomething(Manifest workload) throws IOException {
    var known = new TreeSet<String>();
    KEY.matcher(Files.readString(Path.of("../docs/operations.md")))
        .results()
        .forEach(found -> known.add(found.group(1)));

    var unknown = new TreeSet<String>();
    for (JsonNode container : workload.containers()) {
      for (JsonNode variable : container.path("env")) {
        String name = variable.path("name").asText();
        String key = name.replaceFirst("^WINNOW_", "").toLowerCase(Locale.ROOT).replace('_', '.');
        if (name.startsWith("WINNOW_") && !known.contains(key) && !key.startsWith("kafka.")) {
          unknown.add(name);
        }
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void shouldHaveNoProblemWhenKustomizeHasPutTheOverlayTogether() throws Exception {
    assumeTrue(isInstalled("kustomize"), "there is no kustomize: apt-get install kustomize");

    Process kustomize =
        new ProcessBuilder("kustomize", "build", Manifests.FOLDER + "/overlays/example")
            .redirectErrorStream(true)
            .start();
    String output = new String(kustomize.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kustomize.waitFor()).as(output).isZero();
    List<Manifest> rendered = Manifests.of("overlay", output);

    assertThat(rendered)
        .hasSizeGreaterThan(15)
        .allSatisfy(manifest -> assertThat(StrictSchemas.problems(manifest)).isEmpty());
    // Each name of a ConfigMap is one that there is.
    List<String> maps =
        rendered.stream()
            .filter(manifest -> manifest.kind().equals("ConfigMap"))
            .map(manifest -> manifest.object().at("/metadata/name").asText())
            .toList();
    assertThat(rendered.stream().flatMap(it -> it.containers().stream()))
        .allSatisfy(
            container ->
                assertThat(maps).contains(container.at("/envFrom/0/configMapRef/name").asText()));
  }

  private static List<String> problems(String yaml) {
    return StrictSchemas.problems(Manifests.of("test", yaml).get(0));
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
