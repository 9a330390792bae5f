// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.member.SetMember;

/**
 * What a person sees of members: the banner, their table, what they say, and what-if without them.
 */
class MembersViewTest extends WindowTest {

    @TempDir
    private Path folder;

    private void drop(String... letters) throws IOException {
        List<Path> files = RealMembers.write(folder, List.of(letters));
        robot.interact(() -> workbench.opening().drop(files.stream().map(Path::toFile).toList()));
        await("the members", () -> model.members().knownProperty().get().isPresent()
                && model.reading().waitingProperty().get().isEmpty());
    }

    private void press(String id) {
        robot.interact(robot.lookup("#" + id).queryButton()::fire);
    }

    private TableView<SetMember> table() {
        return robot.lookup("#members-table").query();
    }

    private List<Object> row(int at) {
        return table().getColumns().stream().<Object>map(column -> column.getCellData(at)).toList();
    }

    @Test
    void theBannerSaysWhatIsReadAndOffersTheOther() throws IOException {
        drop("a", "b", "c");
        assertTrue(robot.lookup("#members-banner-text").queryAs(Label.class).getText()
                .endsWith("each child shows the area that the set replicates, from sector 2,048 of its file on."));
        assertEquals("Whole files instead", robot.lookup("#members-other").queryButton().getText());
        press("members-other");
        await("the whole files", () -> model.members().knownProperty().get().filter(now -> now.whole()).isPresent());
        assertEquals("Read the areas", robot.lookup("#members-other").queryButton().getText());
    }

    @Test
    void theTableAndTheSentencesSayWhoIsStale() throws IOException {
        drop("a", "b", "c");
        press("members-show");
        assertEquals(List.of("c1", "stale", "2", "md 1.2", "1", "clean", "2,048 to 131,071"), row(1));
        assertEquals("current", row(0).get(1));
        String words = robot.lookup("#members-evidence").queryAs(TextArea.class).getText();
        assertTrue(words.startsWith("c1 is stale since events 2 (c0, c2: 6).\nc0 and c2 saw c1 fail.\n"), words);
        assertTrue(words.contains("--assume-clean"), words);
    }

    @Test
    void childrenThatAreNoMembersAreToldWhatTheViewIsFor() {
        TabPane lower = robot.lookup(".bottom-tabs").query();
        robot.interact(() -> lower.getTabs().stream().filter(tab -> "tab-members".equals(tab.getId())).findFirst()
                .ifPresent(lower.getSelectionModel()::select));
        assertFalse(robot.lookup("#members-table").query().getParent().isVisible());
        assertFalse(robot.lookup("#members-banner").query().isVisible());
    }

    private static <T> List<String> offered(ComboBox<T> filters) {
        return filters.getItems().stream().limit(3).map(filters.getConverter()::toString).toList();
    }

    @Test
    void oneClickLeavesOutTheStale() throws IOException {
        drop("a", "b", "b");
        robot.interact(model.scan()::start);
        await("the scan", () -> model.whatIf().judgementProperty().get().isPresent()
                && model.scan().stateProperty().get() == ScanModel.State.IDLE);
        await("what members say", () -> robot.lookup("#headline-trust").queryAs(Label.class).getText()
                .equals("c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
                        + " c1 and c2 are one member, copied, and one witness."
                        + " The bitmap accounts for all 2,048 divergent sectors."));
        press("headline-list");
        TableView<?> runs = robot.lookup("#divergence-table").query();
        await("the runs", () -> runs.getItems().size() == 1 && runs.getColumns().get(5).isVisible());
        assertEquals("majority, suspect", runs.getColumns().get(4).getCellData(0));
        assertEquals("stale", runs.getColumns().get(5).getCellData(0));
        ComboBox<?> filters = robot.lookup("#divergence-filter").query();
        assertEquals("[All divergent sectors, Explained by the members, The winner is suspect]",
                offered(filters).toString());
        Button without = robot.lookup("#whatif-without-stale").queryButton();
        assertTrue(without.isVisible());
        robot.interact(without::fire);
        await("the what-if", () -> robot.lookup("#headline").queryAs(Label.class).getText()
                .equals("What if: Whole disk: all children agree."));
        assertTrue(without.isDisabled(), "they are left out");
    }
}
