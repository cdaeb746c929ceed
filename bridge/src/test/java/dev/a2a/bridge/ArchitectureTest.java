package dev.a2a.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/// Knowledge points downwards: cli and mcp → link → keychain → profile; only cli knows host. What a
/// package needs from outside the product stays in that package.
@AnalyzeClasses(packages = "dev.a2a.bridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowledge_points_downwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy("dev.a2a.bridge.cli..")
          .layer("mcp")
          .definedBy("dev.a2a.bridge.mcp..")
          .layer("link")
          .definedBy("dev.a2a.bridge.link..")
          .layer("keychain")
          .definedBy("dev.a2a.bridge.keychain..")
          .layer("profile")
          .definedBy("dev.a2a.bridge.profile..")
          .layer("host")
          .definedBy("dev.a2a.bridge.host..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("mcp")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("link")
          .mayOnlyBeAccessedByLayers("cli", "mcp")
          .whereLayer("keychain")
          .mayOnlyBeAccessedByLayers("cli", "mcp", "link")
          .whereLayer("host")
          .mayOnlyBeAccessedByLayers("cli")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest static final ArchRule picocli_stays_in_cli = staysIn("cli", "picocli..");

  @ArchTest
  static final ArchRule the_mcp_sdk_stays_in_mcp = staysIn("mcp", "io.modelcontextprotocol..");

  @ArchTest static final ArchRule okhttp_stays_in_link = staysIn("link", "okhttp3..", "okio..");

  @ArchTest
  static final ArchRule the_bridge_knows_no_database_and_no_daemon =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..", "dev.a2a.daemon..");

  @ArchTest
  static final ArchRule only_main_asks_the_machine_for_the_time =
      timeComesFromMain().allowEmptyShould(true);

  @ArchTest
  static void okhttp_is_found_where_it_is(JavaClasses classes) {
    assertTrue(staysIn("profile", "okhttp3..").evaluate(classes).hasViolation());
  }

  @ArchTest
  static void asking_the_machine_for_the_time_is_found(JavaClasses classes) {
    JavaClasses planted = new ClassFileImporter().importClasses(Impatient.class);

    assertTrue(timeComesFromMain().evaluate(planted).hasViolation());
  }

  private static ArchRule staysIn(String layer, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.a2a.bridge." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static ArchRule timeComesFromMain() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InstantSource.class, "system");
  }

  static final class Impatient {
    Instant now() {
      return Instant.now();
    }
  }
}
