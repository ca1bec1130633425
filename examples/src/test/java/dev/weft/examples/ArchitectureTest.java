package dev.weft.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the packages to the arrows that docs/ARCHITECTURE.md draws; Maven holds the modules. */
class ArchitectureTest {
  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weft");
  }

  @Test
  void event_knowsJavaBaseAlone() {
    classes()
        .that()
        .resideInAPackage("dev.weft.event..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.weft.event..", "java..", "org.jspecify..")
        .check(house);
  }

  @Test
  void core_knowsNoForeignLibrary() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.weft",
            "dev.weft.record..",
            "dev.weft.dispatch..",
            "dev.weft.capture..",
            "dev.weft.object..",
            "dev.weft.sender..",
            "dev.weft.bridge..",
            "dev.weft.line..",
            "dev.weft.mirror..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.weft",
            "dev.weft.record..",
            "dev.weft.dispatch..",
            "dev.weft.capture..",
            "dev.weft.object..",
            "dev.weft.sender..",
            "dev.weft.bridge..",
            "dev.weft.line..",
            "dev.weft.mirror..",
            "dev.weft.event..",
            "java..",
            "org.jspecify..")
        .check(house);
  }

  @Test
  void mirror_knowsEventAlone() {
    classes()
        .that()
        .resideInAPackage("dev.weft.mirror..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.weft.mirror..", "dev.weft.event..", "java..", "org.jspecify..")
        .check(house);
  }

  @Test
  void daemonAndCli_areKnownByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.weft.daemon..", "dev.weft.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weft.daemon..", "dev.weft.cli..")
        .check(house);
  }

  @Test
  void daemonAndCli_knowNeitherEachOtherNorAnyProtocol() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.weft.daemon..", "dev.weft.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.weft.zeromq..",
            "dev.weft.amqp..",
            "dev.weft.redis..",
            "dev.weft.mongodb..",
            "dev.weft.record..",
            "dev.weft.dispatch..")
        .check(house);
    noClasses()
        .that()
        .resideInAPackage("dev.weft.daemon..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weft.cli..")
        .check(house);
  }

  @Test
  void packages_haveNoCircles() {
    slices().matching("dev.weft.event.(*)..").should().beFreeOfCycles().check(house);
    slices().matching("dev.weft.daemon.(*)..").should().beFreeOfCycles().check(house);
    slices().matching("dev.weft.(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void everyPackage_isNullMarked() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      files
          .filter(file ->
              file.toString().contains("/src/main/java/") && file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .map(folder -> folder.resolve("package-info.java"))
          .forEach(info ->
              org.assertj.core.api.Assertions.assertThat(info).content().contains("@NullMarked"));
    }
  }

  @Test
  void names_holdNoGrabBags() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
        .check(house);
  }
}
