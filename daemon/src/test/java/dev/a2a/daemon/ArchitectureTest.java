package dev.a2a.daemon;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/// Knowledge points downwards: doors → operation → invite → message → receipt → authorization →
/// agent → db, and message → search, secret → db. Approvals stand beside the features and know none
/// of them. Only the wiring knows all of them.
@AnalyzeClasses(packages = "dev.a2a.daemon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> SQL_CLASSES =
      resideInAPackage("dev.a2a.daemon.db..")
          .or(simpleNameEndingWith("Store"))
          .as("the ground and the stores");

  @ArchTest
  static final ArchRule knowledge_points_downwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wiring")
          .definedBy("dev.a2a.daemon")
          .layer("mcp")
          .definedBy("dev.a2a.daemon.mcp..")
          .layer("http")
          .definedBy("dev.a2a.daemon.http..")
          .layer("operation")
          .definedBy("dev.a2a.daemon.operation..")
          .layer("approval")
          .definedBy("dev.a2a.daemon.approval..")
          .layer("invite")
          .definedBy("dev.a2a.daemon.invite..")
          .layer("backup")
          .definedBy("dev.a2a.daemon.backup..")
          .layer("capability")
          .definedBy("dev.a2a.daemon.capability..")
          .layer("receipt")
          .definedBy("dev.a2a.daemon.receipt..")
          .layer("loop")
          .definedBy("dev.a2a.daemon.loop..")
          .layer("inbox")
          .definedBy("dev.a2a.daemon.inbox..")
          .layer("message")
          .definedBy("dev.a2a.daemon.message..")
          .layer("authorization")
          .definedBy("dev.a2a.daemon.authorization..")
          .layer("agent")
          .definedBy("dev.a2a.daemon.agent..")
          .layer("limit")
          .definedBy("dev.a2a.daemon.limit..")
          .layer("operator")
          .definedBy("dev.a2a.daemon.operator..")
          .layer("metrics")
          .definedBy("dev.a2a.daemon.metrics..")
          .layer("audit")
          .definedBy("dev.a2a.daemon.audit..")
          .layer("search")
          .definedBy("dev.a2a.daemon.search..")
          .layer("secret")
          .definedBy("dev.a2a.daemon.secret..")
          .layer("db")
          .definedBy("dev.a2a.daemon.db..")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("mcp")
          .mayOnlyBeAccessedByLayers("wiring")
          // /mcp is an address of the HTTP server, so its door may use what is said there.
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("wiring", "mcp")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("wiring", "mcp", "http")
          .whereLayer("approval")
          .mayOnlyBeAccessedByLayers("wiring", "operation")
          .whereLayer("capability")
          .mayOnlyBeAccessedByLayers("wiring", "operation")
          .whereLayer("invite")
          .mayOnlyBeAccessedByLayers("wiring", "operation")
          .whereLayer("backup")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("message")
          .mayOnlyBeAccessedByLayers("wiring", "operation", "invite", "backup")
          .whereLayer("receipt")
          .mayOnlyBeAccessedByLayers("wiring", "operation", "message")
          .whereLayer("loop")
          .mayOnlyBeAccessedByLayers("wiring", "operation", "message")
          .whereLayer("inbox")
          .mayOnlyBeAccessedByLayers("wiring", "message", "receipt")
          .whereLayer("authorization")
          .mayOnlyBeAccessedByLayers(
              "wiring", "operation", "invite", "capability", "message", "receipt")
          // Doors too: a key becomes an Agent there.
          .whereLayer("agent")
          .mayOnlyBeAccessedByLayers(
              "wiring",
              "mcp",
              "http",
              "operation",
              "operator",
              "approval",
              "invite",
              "capability",
              "message",
              "receipt",
              "loop",
              "authorization")
          // Doors too: they know where a request comes from.
          .whereLayer("limit")
          .mayOnlyBeAccessedByLayers("wiring", "mcp", "http", "operation")
          // An ear: the wiring tells it what the doors answered.
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("operator")
          .mayOnlyBeAccessedByLayers("wiring", "operation")
          // Whoever does something that is recorded.
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers(
              "wiring",
              "operation",
              "operator",
              "approval",
              "invite",
              "message",
              "authorization",
              "agent")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("message")
          .whereLayer("secret")
          .mayOnlyBeAccessedByLayers("wiring", "message")
          .whereLayer("db")
          .mayOnlyBeAccessedByLayers(
              "wiring",
              "backup",
              "metrics",
              "operator",
              "approval",
              "invite",
              "capability",
              "message",
              "receipt",
              "loop",
              "inbox",
              "authorization",
              "agent",
              "audit",
              "search",
              "secret")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest static final ArchRule sql_stays_in_the_ground_and_the_stores = sqlStaysIn(SQL_CLASSES);

  @ArchTest
  static final ArchRule the_mcp_sdk_stays_in_mcp =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.a2a.daemon.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.modelcontextprotocol..");

  @ArchTest
  static final ArchRule prometheus_stays_in_metrics =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.a2a.daemon.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prometheus..");

  @ArchTest
  static final ArchRule the_web_server_stays_in_the_doors =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.a2a.daemon", "dev.a2a.daemon.http..", "dev.a2a.daemon.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule the_daemon_knows_no_bridge_and_no_command_line =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.a2a.bridge..", "picocli..", "okhttp3..");

  @ArchTest static final ArchRule only_main_asks_the_machine_for_the_time = timeComesFromMain();

  @ArchTest
  static void sql_is_found_where_it_is(JavaClasses classes) {
    assertTrue(
        sqlStaysIn(resideInAPackage("dev.a2a.daemon.agent..")).evaluate(classes).hasViolation());
  }

  @ArchTest
  static void a_rule_in_the_wrong_direction_fails(JavaClasses classes) {
    ArchRule wrong =
        noClasses()
            .that()
            .resideInAPackage("dev.a2a.daemon.message..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.a2a.daemon.authorization..");

    assertTrue(wrong.evaluate(classes).hasViolation());
  }

  @ArchTest
  static void planted_offences_are_found(JavaClasses classes) {
    JavaClasses planted = new ClassFileImporter().importClasses(Offender.class);

    assertTrue(timeComesFromMain().evaluate(planted).hasViolation());
    assertTrue(sqlStaysIn(SQL_CLASSES).evaluate(planted).hasViolation());
  }

  private static ArchRule sqlStaysIn(DescribedPredicate<JavaClass> place) {
    return noClasses()
        .that(DescribedPredicate.not(place))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..");
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

  record Offender(Connection connection) {
    Instant now() {
      return Instant.now();
    }
  }
}
