package io.btautomations.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.btautomations.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_RESOLVE_SEES_NIFI = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.resolve..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.nifi..");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_SPEAKS_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_SEES_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule ONLY_SCHEDULES_KNOW_CRON = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cronutils..");

    @ArchTest
    static final ArchRule ONLY_OBSERVE_KNOWS_THE_LOGGING_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ch.qos.logback..", "org.slf4j..");

    @ArchTest
    static final ArchRule ONLY_METRICS_KNOWS_ITS_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..engine.cli..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.btautomations.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_COMES_THROUGH_THE_CLOCK = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
            noClasses().that().haveSimpleNameNotContaining("Main").should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule EXCEPTIONS_CARRY_THEIR_NAME = classes()
            .that()
            .areAssignableTo(Exception.class)
            .should()
            .haveSimpleNameEndingWith("Exception")
            .orShould()
            .haveSimpleNameEndingWith("Failure")
            .orShould()
            .haveSimpleName("Conflict");
}
