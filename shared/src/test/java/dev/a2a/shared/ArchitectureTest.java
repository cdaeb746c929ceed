package dev.a2a.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Knowledge points downwards: home → json → api, text knows none of them, and nothing here knows a
/// process.
@AnalyzeClasses(packages = "dev.a2a.shared", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowledge_points_downwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("home")
          .definedBy("dev.a2a.shared.home")
          .layer("json")
          .definedBy("dev.a2a.shared.json")
          .layer("api")
          .definedBy("dev.a2a.shared.api")
          .layer("text")
          .definedBy("dev.a2a.shared.text")
          .layer("audit")
          .definedBy("dev.a2a.shared.audit")
          .whereLayer("home")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers("home", "audit")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("home", "json", "audit")
          .whereLayer("audit")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule shared_knows_only_java_and_jackson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.a2a.shared..",
              "java..",
              "javax.crypto..",
              "com.fasterxml.jackson..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule api_knows_no_files_and_no_network =
      noClasses()
          .that()
          .resideInAPackage("dev.a2a.shared.api")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule nobody_asks_the_machine_for_the_time =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static void a_rule_in_the_wrong_direction_fails(JavaClasses classes) {
    ArchRule wrong =
        noClasses()
            .that()
            .resideInAPackage("dev.a2a.shared.home")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.a2a.shared.api");

    assertTrue(wrong.evaluate(classes).hasViolation());
  }
}
