// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the rooms of the workbench. */
final class ArchitectureTest {
    private static final String APP = "org.quorumworkbench.app";

    /**
     * What shows a part of the model; each knows the model and the small controls, and no other view.
     */
    private static final List<String> VIEWS = List.of("bookmarks", "children", "clients", "divergence", "editor",
            "events", "findings", "guide", "hex",
            "lab", "map", "members", "overview", "repair", "teach", "vote");

    /** The floors of the house, lowest first; the rooms of one floor do not know one another. */
    private static final List<List<String>> FLOORS = List.of(List.of("background", "preferences", "report", "sample"),
            List.of("model", "control"), VIEWS, List.of("window"), List.of("cli"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(APP);

    static IntStream floors() {
        return IntStream.range(0, FLOORS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("floors")
    void aRoomKnowsNoRoomAboveIt(int floor) {
        noClasses().that().resideInAnyPackage(rooms(FLOORS.subList(floor, floor + 1))).should().dependOnClassesThat()
                .resideInAnyPackage(rooms(FLOORS.subList(floor + 1, FLOORS.size())))
                .because("the model is below the views, and the window above them").check(CLASSES);
    }

    @Test
    void roomsOfOneFloorNeverKnowEachOther() {
        slices().matching(APP + ".(*)..").should().notDependOnEachOther()
                .ignoreDependency(resideInAnyPackage(rooms(List.of(List.of("cli", "window")))), alwaysTrue())
                .ignoreDependency(resideInAnyPackage(rooms(FLOORS.subList(1, 2))),
                        resideInAnyPackage(rooms(FLOORS.subList(0, 1))))
                .ignoreDependency(resideInAnyPackage(rooms(List.of(VIEWS))),
                        resideInAnyPackage(rooms(FLOORS.subList(0, 2))))
                .because("what two views share is in the model, and what two rooms of a floor share is below them")
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        List<String> all = new ArrayList<>(List.of(rooms(FLOORS)));
        all.add(APP);
        classes().should()
                .resideInAnyPackage(all.toArray(String[]::new))
                .because("a class in a package of its own would stand outside the order of the rooms").check(CLASSES);
    }

    @Test
    void theModelAndWhatIsBelowItKnowNoScene() {
        noClasses().that().resideInAnyPackage(rooms(List.of(List.of("model", "preferences", "report", "sample"))))
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("what is observed is tried without a window").check(CLASSES);
    }

    @Test
    void viewsAskTheModelAndNeverTheChildren() {
        noClasses().that().resideInAnyPackage(rooms(List.of(VIEWS))).should().dependOnClassesThat()
                .haveNameMatching(
                        "org\\.quorumworkbench\\.core\\.(block\\.\\w*Device|quorum\\.Quorum|inspect\\.Inspector)")
                .because("commands go from a view to the model and from there to the engine; no view waits for a child")
                .check(CLASSES);
    }

    @Test
    void aCommandTouchesJavaFxOnlyToRenderAPicture() {
        noClasses().that().resideInAPackage(APP + ".cli..").and().haveSimpleNameNotStartingWith("Render").should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..", "org.kordamp..", "org.fxmisc..")
                .because("a command that prints starts without JavaFX, also on a machine that has no display")
                .check(CLASSES);
    }

    @Test
    void thereIsOneWayToTheJavaFxThread() {
        // Background and its pulses are the way itself. WindowPicture is called by a command on another
        // thread and starts JavaFX, when there is no model yet whose background could be used.
        noClasses().that().resideOutsideOfPackage(APP + ".background..").and()
                .doNotHaveSimpleName("WindowPicture").and()
                .doNotHaveSimpleName("HandoutPictures").should().callMethod(Platform.class, "runLater", Runnable.class)
                .because("what fails on the way is told, and the last request wins, only in Background").check(CLASSES);
    }

    @Test
    void nobodyElseKeepsARequestNumber() {
        noFields().that().areDeclaredInClassesThat().resideOutsideOfPackage(APP + ".background..").and()
                .haveNameMatching("asked|number|checks|generation|request(s|Number)?|ticket(s|Number)?").should()
                .haveRawType(AtomicLong.class).orShould().haveRawType(AtomicInteger.class).orShould()
                .haveRawType(long.class).orShould().haveRawType(int.class)
                .because("background.Latest knows which request was the last").check(CLASSES);
    }

    @Test
    void noPartOfTheModelIsGivenTheWholeOfIt() {
        noClasses().that().resideInAPackage(APP + ".model..").and().doNotHaveSimpleName("WorkbenchModel").should()
                .dependOnClassesThat().haveSimpleName("WorkbenchModel")
                .because("a part that is given what it needs is understood, and tried, by itself").check(CLASSES);
    }

    @Test
    void theModelIsTriedWithoutAToolkit() {
        JavaClasses withTests = new ClassFileImporter().importPackages(APP + ".model", APP + ".background");
        noClasses().that().haveSimpleNameEndingWith("Test").or().haveSimpleName("ModelDesk").should()
                .dependOnClassesThat().resideInAnyPackage("org.testfx..", "javafx.application..", "javafx.scene..",
                        "javafx.stage..")
                .because("what is observed is tried without a window").check(withTests);
    }

    private static String[] rooms(List<List<String>> floors) {
        return floors.stream().flatMap(List::stream).map(room -> APP + "." + room + "..").toArray(String[]::new);
    }
}
