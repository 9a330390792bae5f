// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;

/** What a person sees of the damage: the findings, why they are believed, and the way there. */
class FindingsViewTest extends WindowTest {

    @TempDir
    private Path folder;

    private void openDamaged() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(5);
        while (text.length() < 1 << 20) {
            text.append("entry ").append(random.nextInt(5000)).append(" was paid to number ")
                    .append(random.nextInt(70)).append('\n');
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] bytes = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), 1 << 20);
            if (i == 1) {
                Arrays.fill(bytes, 100 * 512, 103 * 512, (byte) 0);
            } else if (i == 2) {
                bytes[700 * 512 + 9] ^= 8;
            }
            files.add(Files.write(folder.resolve("r" + i + ".img"), bytes));
        }
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the children", () -> model.quorum().names().size() == 3 && model.quorum().sectors() == 2048
                && model.reading().waitingProperty().get().isEmpty());
    }

    private void show() {
        TabPane lower = robot.lookup(".bottom-tabs").query();
        robot.interact(() -> lower.getTabs().stream().filter(tab -> "tab-findings".equals(tab.getId())).findFirst()
                .ifPresent(lower.getSelectionModel()::select));
    }

    private void scan() {
        robot.interact(model.scan()::start);
        await("the findings", () -> model.findings().foundProperty().get().isPresent());
        await("their list", () -> table().getItems().size() == 2);
    }

    private TableView<Finding> table() {
        return robot.lookup("#findings-table").query();
    }

    private List<Object> row(int at) {
        return table().getColumns().stream().<Object>map(column -> column.getCellData(at)).toList();
    }

    @Test
    void aScanLeadsToARowForEachFindingAndSentencesBesideIt() throws IOException {
        openDamaged();
        show();
        scan();
        assertEquals(2, table().getItems().size());
        assertEquals("zeroed or never written", row(0).get(0));
        assertEquals("c1", row(0).get(3));
        assertEquals("flipped bit", row(1).get(0));
        assertEquals("c2", row(1).get(3));
        assertTrue(robot.lookup("#findings-evidence").queryAs(TextArea.class).getText().contains("c1 has zeroes."));
        String headline = robot.lookup("#findings-headline").queryAs(Label.class).getText();
        assertTrue(headline.startsWith("2 findings: "), headline);
        assertTrue(headline.endsWith("Believed damaged: c1 in 1, c2 in 1."), headline);
    }

    @Test
    void enterGoesToWhereTheFindingIs() throws IOException {
        openDamaged();
        show();
        scan();
        robot.interact(() -> {
            table().getSelectionModel().select(1);
            table().requestFocus();
        });
        robot.push(KeyCode.ENTER);
        await("the range", () -> model.reading().rangeProperty().get().first() == 700);
    }

    @Test
    void onlyFindingsOfTheChosenKindAreListed() throws IOException {
        openDamaged();
        show();
        scan();
        ComboBox<String> kinds = robot.lookup("#findings-filter").queryComboBox();
        robot.interact(() -> kinds.setValue("flipped bit"));
        await("one", () -> table().getItems().size() == 1);
        assertEquals(List.of(700L), table().getItems().stream().map(finding -> finding.range().first()).toList());
        robot.interact(() -> kinds.setValue("All kinds"));
        await("all", () -> table().getItems().size() == 2);
        assertEquals(2, table().getItems().size());
    }

    @Test
    void whatWasFoundGoesWithItsScan() throws IOException {
        openDamaged();
        show();
        assertTrue(robot.lookup("#findings-scan").queryButton().isVisible());
        scan();
        openDamaged();
        await("nothing", () -> model.findings().foundProperty().get().equals(Optional.empty()));
    }

    @Test
    void findingsAreSortedByAColumnAndBySectorWithoutOne() throws IOException {
        openDamaged();
        show();
        scan();
        robot.interact(() -> {
            table().getColumns().getFirst().setSortType(TableColumn.SortType.ASCENDING);
            table().getSortOrder().setAll(List.of(table().getColumns().getFirst()));
        });
        await("by kind", () -> table().getItems().getFirst().range().first() == 700);
        robot.interact(() -> table().getColumns().getFirst().setSortType(TableColumn.SortType.DESCENDING));
        await("downwards", () -> table().getItems().getFirst().range().first() == 100);
        robot.interact(() -> {
            table().getColumns().get(4).setSortType(TableColumn.SortType.DESCENDING);
            table().getSortOrder().setAll(List.of(table().getColumns().get(4)));
        });
        await("by sector", () -> table().getItems().getFirst().range().first() == 700);
        robot.interact(() -> table().getSortOrder().clear());
        await("as they were found", () -> table().getItems().getFirst().range().first() == 100);
    }

    private Optional<Long> chosen() {
        return Optional.ofNullable(table().getSelectionModel().getSelectedItem())
                .map(finding -> finding.range().first());
    }

    @Test
    void whereOneGoesTheFindingIsSelectedAndWhereOneSelectsOneGoes() throws IOException {
        openDamaged();
        show();
        scan();
        assertEquals(Optional.of(100L), chosen(), "the first one, as long as nobody has gone anywhere");
        assertEquals(0, model.reading().rangeProperty().get().first(), "and nobody is brought there");
        robot.interact(() -> model.reading().goTo(new SectorRange(696, 8)));
        awaitRange(696, 8);
        assertEquals(Optional.of(700L), chosen());
        assertEquals(696, model.reading().rangeProperty().get().first(), "without an echo");
        robot.interact(() -> model.reading().goTo(new SectorRange(1000, 8)));
        awaitRange(1000, 8);
        assertEquals(Optional.empty(), chosen());
        robot.interact(() -> {
            table().requestFocus();
            table().getSelectionModel().clearAndSelect(0);
        });
        awaitRange(100, 3);
        assertEquals(Optional.of(100L), chosen());
    }
}
