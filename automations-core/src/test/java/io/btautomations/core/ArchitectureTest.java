package io.btautomations.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

@AnalyzeClasses(packages = "io.btautomations.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> STEPS = Set.of("source", "filter", "ratelimit", "webhook", "export");

    @ArchTest
    static final ArchRule dependenciesPointDown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.nifi..",
                    "io.btautomations.nifi..",
                    "io.btautomations.engine..",
                    "picocli..",
                    "java.sql..");

    @ArchTest
    static final ArchRule awsStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.btautomations.core.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule okHttpStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.btautomations.core.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..");

    @ArchTest
    static final ArchRule stepsDoNotKnowEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(com.tngtech.archunit.core.domain.JavaClass type) {
                    String[] packages = type.getPackageName().split("\\.", -1);
                    return packages.length > 3 && STEPS.contains(packages[3])
                            ? SliceIdentifier.of(packages[3])
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "steps";
                }
            })
            .should()
            .notDependOnEachOther();

    /** From what a user sets and what a log is, by one file and many, to logs in files and at Braintrust, to runs. */
    @ArchTest
    static final ArchRule theSourcesRoomsAreInOrder = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.btautomations.core.source..")
            .layer("runs")
            .definedBy("io.btautomations.core.source")
            .layer("local")
            .definedBy("io.btautomations.core.source.local")
            .layer("live")
            .definedBy("io.btautomations.core.source.live")
            .layer("track")
            .definedBy("io.btautomations.core.source.track")
            .layer("file")
            .definedBy("io.btautomations.core.source.file")
            .layer("log")
            .definedBy("io.btautomations.core.source.log")
            .layer("setting")
            .definedBy("io.btautomations.core.source.setting")
            .whereLayer("runs")
            .mayOnlyAccessLayers("local", "live", "log", "setting")
            .whereLayer("local")
            .mayOnlyAccessLayers("track", "file", "log", "setting")
            .whereLayer("live")
            .mayOnlyAccessLayers("log", "setting")
            .whereLayer("track")
            .mayOnlyAccessLayers("file", "log")
            .whereLayer("file")
            .mayOnlyAccessLayers("log")
            .whereLayer("log")
            .mayOnlyAccessLayers("setting")
            .whereLayer("setting")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule theSeamKnowsNoStepAndNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.btautomations.core.port..",
                    "io.btautomations.core.setting..",
                    "io.btautomations.core.step..",
                    "io.btautomations.core.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.btautomations.core.source..",
                    "io.btautomations.core.filter..",
                    "io.btautomations.core.ratelimit..",
                    "io.btautomations.core.webhook..",
                    "io.btautomations.core.export..",
                    "io.btautomations.core.aws..",
                    "io.btautomations.core.http..",
                    "io.btautomations.core.objects..",
                    "io.btautomations.core.catalog..");

    @ArchTest
    static final ArchRule timeAndChanceComeThroughPorts = noClasses()
            .should()
            .callMethodWhere(describe("reads a clock, sleeps or draws lots", ArchitectureTest::isTimeOrChance))
            .orShould()
            .callConstructorWhere(describe(
                    "makes a source of chance",
                    call -> Set.of("java.util.Random", "java.security.SecureRandom")
                            .contains(call.getTargetOwner().getName())));

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.btautomations.core.(*)..").should().beFreeOfCycles();

    private static boolean isTimeOrChance(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        return switch (name) {
            case "now" -> owner.startsWith("java.time.");
            case "currentTimeMillis", "nanoTime" -> owner.equals("java.lang.System");
            case "systemUTC", "systemDefaultZone", "system" -> owner.equals("java.time.Clock");
            case "sleep" -> owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit");
            case "random" -> owner.equals("java.lang.Math");
            case "randomUUID" -> owner.equals("java.util.UUID");
            case "current" -> owner.equals("java.util.concurrent.ThreadLocalRandom");
            default -> false;
        };
    }
}
