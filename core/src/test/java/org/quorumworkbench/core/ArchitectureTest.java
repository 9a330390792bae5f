// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.BlockDevice;

/** The walls between the rooms of core, and between core and everything above it. */
final class ArchitectureTest {
    private static final String CORE = "org.quorumworkbench.core.";

    /** The rooms, ground floor first. */
    private static final List<String> ROOMS = List.of("file", "block", "nbd", "format", "member", "place", "vote",
            "fault", "quorum", "config", "inspect", "scan", "diagnosis", "serve", "repair", "story", "scenario", "run",
            "session");

    private static final int LONGEST_FILE = 350;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.quorumworkbench.core");

    static IntStream floors() {
        return IntStream.range(0, ROOMS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("floors")
    void aRoomKnowsNoRoomAboveIt(int floor) {
        String[] above = ROOMS.stream().skip(floor + 1L).map(room -> CORE + room + "..").toArray(String[]::new);
        noClasses().that().resideInAPackage(CORE + ROOMS.get(floor) + "..").should().dependOnClassesThat()
                .resideInAnyPackage(above)
                .because("arrows go from a room to the rooms below it, so that each can be read without those above")
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        classes().should().resideInAnyPackage(ROOMS.stream().map(room -> CORE + room + "..").toArray(String[]::new))
                .because("a class in a package of its own would stand outside the order of the rooms").check(CLASSES);
    }

    @Test
    void coreKnowsNoScreen() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "org.quorumworkbench.app..", "picocli..")
                .because("core is a library that also serves the command line and machines without a screen")
                .check(CLASSES);
    }

    @Test
    void countingVotesKnowsNeitherDevicesNorThreads() {
        noClasses().that().resideInAPackage(CORE + "vote..").should().dependOnClassesThat()
                .areAssignableTo(BlockDevice.class)
                .orShould().dependOnClassesThat(resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio.."))
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .because("a vote is a pure function over small values, the same on every thread").check(CLASSES);
    }

    /** Surefire runs tests in the module's own folder. */
    @Test
    void noMainFileIsLongerThanOneReads() throws IOException {
        List<String> longer = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > LONGEST_FILE) {
                    longer.add(file + ": " + lines);
                }
            }
        }
        assertEquals(List.of(), longer, "a class of more than " + LONGEST_FILE + " lines has more than one subject");
    }
}
