// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds in every room of the program, core's included. */
final class CodingRulesTest {
    private static final int MOST_LINES = 350;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.quorumworkbench");

    @Test
    void everyPackageSaysWhatMayBeAbsent() {
        classes().should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        }).because("what may be absent is checked by the compiler only where it is declared").check(CLASSES);
    }

    @Test
    void nothingSleeps() {
        JavaClasses withTests = new ClassFileImporter().importPackages("org.quorumworkbench");
        noClasses().should().callCodeUnitWhere(calls(Thread.class, "sleep"))
                .orShould().callCodeUnitWhere(calls(java.util.concurrent.TimeUnit.class, "sleep"))
                .because("code and tests wait for a condition, never for a time").check(withTests);
    }

    @Test
    void noThreadIsStartedInPassing() {
        noClasses().should().callCodeUnitWhere(calls(Thread.class, "<init>"))
                .orShould().callCodeUnitWhere(calls(Thread.class, "start"))
                .orShould().callCodeUnitWhere(calls(Thread.class, "startVirtualThread"))
                .because("work runs on an executor that somebody owns, bounds and closes").check(CLASSES);
    }

    @Test
    void noTooltipTakesAKey() {
        noClasses().that().doNotHaveFullyQualifiedName("org.quorumworkbench.app.control.Tip").should()
                .callCodeUnitWhere(calls(javafx.scene.control.Tooltip.class, "<init>"))
                .because("Tip makes those that leave Escape to the window").check(CLASSES);
    }

    @Test
    void everyKeyIsNamedInTheWindowsLanguage() {
        noClasses().that().doNotHaveFullyQualifiedName("org.quorumworkbench.app.control.NamedKey").should()
                .callCodeUnitWhere(calls(javafx.scene.input.KeyCodeCombination.class, "<init>"))
                .orShould().callCodeUnitWhere(calls(javafx.scene.input.KeyCombination.class, "valueOf"))
                .orShould().callCodeUnitWhere(calls(javafx.scene.input.KeyCombination.class, "keyCombination"))
                .because("JavaFX names its keys in English in every language").check(CLASSES);
    }

    @Test
    void everyCanvasIsSharpInAPicture() {
        noClasses().that().doNotHaveFullyQualifiedName("org.quorumworkbench.app.control.DetailCanvas").should()
                .callConstructor(javafx.scene.canvas.Canvas.class)
                .orShould().callConstructor(javafx.scene.canvas.Canvas.class, double.class, double.class)
                .because("a snapshot enlarges a canvas, unless it is one that is painted anew").check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProgram() {
        noClasses().that().doNotHaveFullyQualifiedName("org.quorumworkbench.app.Main").should()
                .callCodeUnitWhere(calls(System.class, "exit")).orShould()
                .callCodeUnitWhere(calls(Runtime.class, "halt"))
                .because("a command returns its exit status, so that it can be tested").check(CLASSES);
    }

    @Test
    void onlyMainAndTheCommandLineKnowTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("results are returned, and whoever is asked prints them")
                .check(
                        CLASSES.that(DescribedPredicate.describe("are not of the command line",
                                type -> !type.getPackageName()
                                        .matches("org\\.quorumworkbench\\.app(\\.cli)?"))));
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because("a field set from outside can be forgotten").check(CLASSES);
    }

    @Test
    void thereIsOneWayToTellTheUser() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING
                .because("an error is a value that is shown, not a line in a log nobody reads")
                .check(CLASSES);
    }

    @Test
    void noFieldCanBeChangedFromAnotherRoom() {
        noFields().that().arePublic().should().notBeFinal().because("values are records, and state has an owner")
                .check(CLASSES);
    }

    /**
     * Whoever opens files for writing elsewhere, each for its own reason: {@code FileDevice}, where a
     * quorum was expressly opened writable; {@code ScratchSpace}, for bytes that go when they are
     * closed; {@code SystemFiles}, where a repair plan is applied with a journal, and the journal
     * itself; {@code PrivateSocket} and {@code NbdServer}, for a socket and its folder, whose name has
     * to be short.
     */
    private static final List<String> WRITERS = List.of("org.quorumworkbench.core.block.FileDevice",
            "org.quorumworkbench.core.block.ScratchSpace", "org.quorumworkbench.core.repair.SystemFiles",
            "org.quorumworkbench.core.serve.PrivateSocket",
            "org.quorumworkbench.core.nbd.NbdServer");

    @Test
    void onlyAQuorumThatIsWritableAndARepairOpenAChildForWriting() {
        noClasses().that().resideOutsideOfPackages("org.quorumworkbench.core.config..",
                "org.quorumworkbench.core.block..", "org.quorumworkbench.core.repair..").should()
                .callCodeUnitWhere(calls(org.quorumworkbench.core.block.FileDevice.class, "openWritable")).orShould()
                .dependOnClassesThat().areAssignableTo(org.quorumworkbench.core.block.ExclusiveUse.class)
                .because("a workbench that alters evidence is worse than none").check(CLASSES);
    }

    @Test
    void nobodyAsksForTheMountOfAFile() {
        noClasses().should().callCodeUnitWhere(calls(java.nio.file.Files.class, "getFileStore"))
                .because("in a chroot or a container the mount may be listed nowhere, and asking then fails")
                .check(CLASSES);
    }

    @Test
    void filesAreWrittenInOneWay() {
        noClasses().that().resideOutsideOfPackage("org.quorumworkbench.core.file..")
                .and(DescribedPredicate.describe("are no exception",
                        type -> WRITERS.stream()
                                .noneMatch(name -> (type.getName() + "$").startsWith(name + "$"))))
                .should().accessTargetWhere(WRITING)
                .because("SavedFile writes whole files, and never over what is examined").check(CLASSES);
    }

    @Test
    void whoeverIsExceptedFromThatStillWrites() {
        for (String name : WRITERS) {
            assertTrue(CLASSES.get(name).getAccessesFromSelf().stream().anyMatch(WRITING), name);
        }
    }

    /** Calls that make, change, move or delete files, or can. */
    private static final DescribedPredicate<JavaAccess<?>> WRITING = DescribedPredicate.describe("write files",
            access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getName();
                List<String> takes = access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                        : List.of();
                return switch (owner) {
                    case "java.nio.file.Files" -> name.matches("(write|create|set|delete).*|copy|move"
                            + "|newOutputStream|newBufferedWriter|newByteChannel");
                    case "java.nio.channels.FileChannel", "java.nio.channels.AsynchronousFileChannel" ->
                        name.equals("open");
                    case "java.io.File" -> name.matches("create.*|mkdir.*|renameTo|delete.*|set.*");
                    case "java.io.FileOutputStream", "java.io.FileWriter", "java.io.RandomAccessFile",
                            "java.io.PrintStream", "java.io.PrintWriter", "java.util.Formatter" ->
                        name.equals("<init>") && !takes.isEmpty()
                                && Set.of("java.io.File", "java.lang.String").contains(takes.getFirst());
                    case "javax.imageio.ImageIO" -> name.equals("write") && takes.contains("java.io.File");
                    default -> false;
                };
            });

    /** Read from top to bottom in one go; what is longer has two subjects. */
    @Test
    void noSourceFileIsLongerThanAPersonReadsInOneGo() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    tooLong.add(file + ": " + lines);
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String name) {
        return DescribedPredicate.describe("call " + owner.getSimpleName() + "." + name,
                call -> call.getTargetOwner().isAssignableTo(owner) && call.getName().equals(name));
    }
}
