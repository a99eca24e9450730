package io.btautomations.btql.grammar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Reading and writing texts: each package only knows those below it, and the generated parser is nobody's business. */
@AnalyzeClasses(packages = "io.btautomations.btql", importOptions = DoNotIncludeTests.class)
class FrontArchitectureTest {

    @ArchTest
    void dependenciesPointDown(JavaClasses classes) {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(
                        "io.btautomations.btql.source..",
                        "io.btautomations.btql.diagnostic..",
                        "io.btautomations.btql.ast..",
                        "io.btautomations.btql.grammar..",
                        "io.btautomations.btql.print..",
                        "io.btautomations.btql.json..")
                .layer("source")
                .definedBy("io.btautomations.btql.source..")
                .layer("diagnostic")
                .definedBy("io.btautomations.btql.diagnostic..")
                .layer("ast")
                .definedBy("io.btautomations.btql.ast..")
                .layer("grammar")
                .definedBy("io.btautomations.btql.grammar..")
                .layer("print")
                .definedBy("io.btautomations.btql.print..")
                .layer("json")
                .definedBy("io.btautomations.btql.json..")
                .whereLayer("source")
                .mayNotAccessAnyLayer()
                .whereLayer("diagnostic")
                .mayOnlyAccessLayers("source")
                .whereLayer("ast")
                .mayOnlyAccessLayers("source")
                .whereLayer("grammar")
                .mayOnlyAccessLayers("source", "diagnostic", "ast")
                .whereLayer("print")
                .mayOnlyAccessLayers("source", "diagnostic", "ast")
                .whereLayer("json")
                .mayOnlyAccessLayers("source", "diagnostic", "ast", "grammar", "print")
                .check(classes);
    }

    @ArchTest
    void theFrontKnowsNothingOfMeaning(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..btql.source..",
                        "..btql.diagnostic..",
                        "..btql.ast..",
                        "..btql.grammar..",
                        "..btql.print..",
                        "..btql.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..btql.bind..",
                        "..btql.plan..",
                        "..btql.eval..",
                        "..btql.execute..",
                        "..btql.row..",
                        "..btql.scan..")
                .check(classes);
    }

    /** JavaCC makes its providers of characters public whether they are used or not; here they are not. */
    @ArchTest
    void theGeneratedParserIsNotPublic(JavaClasses classes) {
        classes()
                .that()
                .resideInAPackage("..btql.grammar..")
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(BtqlParser|ParseLimits|ParseOptions|TextKind|(String|Stream)?Provider)")
                .check(classes);
    }

    @ArchTest
    void treesAreImmutable(JavaClasses classes) {
        classes()
                .that()
                .resideInAPackage("..btql.ast..")
                .and()
                .areAssignableTo(io.btautomations.btql.ast.Node.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(classes);
    }
}
