package dev.weft.examples.hello;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the web modules to the arrows that docs/ARCHITECTURE.md draws. */
class WebArchitectureTest {
  private static final String[] MODULES_OF_ONE_LIBRARY = {
    "dev.weft.web.jdbc..",
    "dev.weft.web.flyway..",
    "dev.weft.web.liquibase..",
    "dev.weft.web.okhttp..",
    "dev.weft.web.apache5..",
    "dev.weft.web.spring..",
    "dev.weft.web.sentry.."
  };

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of("../.."))) {
      List<Path> built =
          modules
              .map(module -> module.resolve("target/classes"))
              .filter(folder -> Files.isDirectory(folder.resolve("dev/weft")))
              .toList();
      house = new ClassFileImporter().importPaths(built);
    }
  }

  @Test
  void web_knowsServletsAndMicrometerAlone() {
    classes()
        .that()
        .resideInAPackage("dev.weft.web..")
        .and()
        .resideOutsideOfPackages(MODULES_OF_ONE_LIBRARY)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.weft..",
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "jakarta.servlet..",
            "io.micrometer..",
            "io.prometheus..",
            "org.jspecify..")
        .check(house);
  }

  @Test
  void web_knowsNoModuleOfOneLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages(MODULES_OF_ONE_LIBRARY)
        .and()
        .resideOutsideOfPackage("dev.weft.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MODULES_OF_ONE_LIBRARY)
        .check(house);
  }

  @Test
  void modulesOfOneLibrary_knowTheirOwn() {
    knows("dev.weft.web.okhttp..", "okhttp3..", "okio..", "kotlin..");
    knows("dev.weft.web.apache5..", "org.apache.hc..");
    knows("dev.weft.web.spring..", "org.springframework..", "reactor..", "org.reactivestreams..");
    knows("dev.weft.web.sentry..", "io.sentry..");
    knows(
        "dev.weft.web.jdbc..",
        "javax.sql..",
        "com.zaxxer.hikari..",
        "net.ttddyy..",
        "org.postgresql..");
    knows("dev.weft.web.flyway..", "javax.sql..", "org.flywaydb..");
    knows("dev.weft.web.liquibase..", "javax.sql..", "liquibase..");
  }

  private static void knows(String module, String... foreign) {
    String[] allowed =
        Stream.concat(
                Stream.of("dev.weft..", "java..", "jakarta.servlet..", "org.jspecify.."),
                Stream.of(foreign))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true)
        .check(house);
  }

  @Test
  void parts_doNotKnowWhoJoinsThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.weft.web.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weft.web")
        .check(house);
  }

  @Test
  void parts_haveNoCircles() {
    slices().matching("dev.weft.web.(*)..").should().beFreeOfCycles().check(house);
  }
}
