// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between the rooms of the workbench. */
final class ArchitectureTest {
    private static final String APP = "org.quorumworkbench.app";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(APP);

    @Test
    void viewsNeverKnowEachOther() {
        slices().matching(APP + ".(*)..").should().notDependOnEachOther()
                .ignoreDependency(resideInAnyPackage(APP + ".workbench..", APP + ".cli.."), alwaysTrue())
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(APP + ".workbench..", APP + ".version.."))
                .because("a view knows the model and how a version is shown; what else two views share is in the model")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void viewsAskTheModelAndNeverTheChildren() {
        noClasses().that().resideInAPackage(APP + ".(*)..").and()
                .resideOutsideOfPackages(APP + ".workbench..", APP + ".cli..", APP)
                .should().dependOnClassesThat()
                .haveNameMatching(
                        "org\\.quorumworkbench\\.core\\.(block\\.\\w*Device|quorum\\.Quorum|inspect\\.Inspector)")
                .because("commands go from a view to the model and from there to the engine; no view waits for a child")
                .allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void aCommandTouchesJavaFxOnlyToRenderAPicture() {
        noClasses().that().resideInAPackage(APP + ".cli..").and().haveSimpleNameNotStartingWith("Render").should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..", "org.kordamp..", "org.fxmisc..")
                .because("a command that prints starts without JavaFX, also on a machine that has no display")
                .allowEmptyShould(true).check(CLASSES);
    }
}
