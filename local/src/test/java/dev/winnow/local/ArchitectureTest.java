package dev.winnow.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The import rules of the architecture, over all modules. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.winnow");

  private static final String SCHEMAS = "dev.winnow.schemas..";
  private static final String PRODUCERS = "dev.winnow.producers..";
  private static final String WORKER = "dev.winnow.worker..";
  private static final String STREAMS = "dev.winnow.streams..";
  private static final String LOCAL = "dev.winnow.local..";

  @Test
  void shouldSeeAllModulesWhenClassesAreImported() {
    for (String module : new String[] {"schemas", "producers", "worker", "streams", "local"}) {
      assertThat(CLASSES)
          .as(module)
          .anyMatch(type -> type.getPackageName().startsWith("dev.winnow." + module));
    }
  }

  @Test
  void shouldDependOneWayWhenModulesImportEachOther() {
    noClasses()
        .that()
        .resideInAPackage(SCHEMAS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PRODUCERS, WORKER, STREAMS, LOCAL)
        .check(CLASSES);
    apart(PRODUCERS, WORKER, STREAMS, LOCAL);
    apart(WORKER, PRODUCERS, STREAMS, LOCAL);
    apart(STREAMS, PRODUCERS, WORKER, LOCAL);
  }

  @Test
  void shouldImportNoKafkaWhenLogicIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.winnow.streams.contest.dedup..",
            "dev.winnow.streams.contest.judging..",
            "dev.winnow.streams.contest.ranking..",
            "dev.winnow.streams.contest.racing..",
            "dev.winnow.streams.contest.budget..",
            "dev.winnow.streams.checks.report..",
            "dev.winnow.worker.patch..",
            "dev.winnow.worker.source..",
            "dev.winnow.worker.tree..",
            "dev.winnow.worker.contract..",
            "dev.winnow.worker.consumer..",
            "dev.winnow.schemas.spec..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void shouldReadStoresButNeverProcessorsWhenHttpAnswers() {
    noClasses()
        .that()
        .resideInAPackage("dev.winnow.streams.query..")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Processor")
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCyclesWhenPackagesAreSliced() {
    for (String module : new String[] {"producers", "worker", "streams", "local"}) {
      slices().matching("dev.winnow." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
  }

  @Test
  void shouldHaveNoCatchAllPackageWhenClassesAreNamed() {
    classes()
        .should()
        .resideOutsideOfPackages("..util..", "..utils..", "..common..")
        .check(CLASSES);
  }

  private static void apart(String module, String... others) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }
}
