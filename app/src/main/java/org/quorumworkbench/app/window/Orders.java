// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quorumworkbench.app.editor.ConfigurationView;
import org.quorumworkbench.app.guide.GuidePage;
import org.quorumworkbench.app.guide.GuideView;
import org.quorumworkbench.app.hex.HexView;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.core.scan.NotedRange;

/** What actions ask of the window. Used on the JavaFX thread, once the window is made. */
final class Orders implements Actions.Window {

    private final Workbench window;
    private final Opening.Chooser chooser;
    private final Supplier<Optional<Path>> saveTo;

    Orders(Workbench window, Opening.Chooser chooser, Supplier<Optional<Path>> saveTo) {
        this.window = window;
        this.chooser = chooser;
        this.saveTo = saveTo;
    }

    @Override
    public void focusGoTo() {
        window.show(Perspective.INVESTIGATE);
        window.toolbar.focusGoTo();
    }

    @Override
    public void find() {
        bytes().find();
    }

    @Override
    public void findAgain(boolean forwards) {
        bytes().findAgain(forwards);
    }

    private HexView bytes() {
        window.show(Perspective.INVESTIGATE);
        return window.hex;
    }

    @Override
    public void saveReport() {
        saveTo.get().ifPresent(file -> window.model.scanFiles().save(file, window.bookmarks.list().stream()
                .map(mark -> new NotedRange(mark.range(), mark.note())).toList()));
    }

    @Override
    public void loadScan() {
        chooser.file(text("scan.load.title")).stream().map(File::toPath).forEach(window.model.scanFiles()::load);
    }

    @Override
    public void nextDivergence() {
        window.overview.next();
    }

    @Override
    public void stopOrGoBack() {
        window.overview.stopOrGoBack();
    }

    @Override
    public void show(Perspective perspective) {
        window.show(perspective);
    }

    @Override
    public void switchPerspective() {
        window.show(window.perspectives.current() == Perspective.TEACH ? Perspective.INVESTIGATE : Perspective.TEACH);
    }

    /** Shows the last read of the range, as it was recorded, in slow motion. */
    @Override
    public void teachThisRead() {
        window.model.recording().scenario().ifPresentOrElse(scenario -> {
            window.show(Perspective.TEACH);
            var _ = window.teaching.openAtEnd(scenario);
        }, () -> window.model.messages().tell(Notice.Kind.INFORMATION, text("teach.this.none")));
    }

    @Override
    public void showKeys(List<Action> all) {
        new SideWindows(window.scene).keys(all);
    }

    @Override
    public void showAbout() {
        new SideWindows(window.scene).about();
    }

    @Override
    public void showPage(GuidePage page) {
        new SideWindows(window.scene).show(text("guide.title"), new GuideView(page, window.model.saver(), saveTo));
    }

    @Override
    public void showPalette(List<Action> all) {
        CommandPalette.open(window.shell, all);
    }

    @Override
    public void showPreferences() {
        new SideWindows(window.scene).show(text("action.preferences"),
                new PreferencesPane(window.preferences, window.themes, window.model));
    }

    @Override
    public void bookmark() {
        window.bookmarks.add().ifPresent(mark -> {
            window.lower().showBookmarks().ask(mark);
        });
    }

    @Override
    public void loadPlaces() {
        chooser.file(text("places.title")).stream().map(File::toPath).forEach(file -> {
            window.lower().showBookmarks();
            window.noted().load(file);
        });
    }

    @Override
    public void editConfiguration() {
        ConfigurationView editor = window.lower().showConfiguration();
        window.views.makeRoomBelow();
        editor.focus();
    }

    @Override
    public void copyCommand() {
        window.lower.configuration().copyCommand();
    }

    @Override
    public void serve() {
        window.lower().showClients();
        window.views.makeRoomBelow();
        if (window.model.clients().servedProperty().get().isEmpty()) {
            new SideWindows(window.scene).serve(window.model.clients(),
                    title -> chooser.folder(title).stream().findFirst().map(File::toPath));
        }
    }

    @Override
    public void addChildren() {
        window.model.reopening().addChildren(chooser.images().stream().map(File::toPath).toList());
    }

    @Override
    public void compose() {
        window.lower().showFaults().compose();
    }

    @Override
    public void saveRecording() {
        saveTo.get().ifPresent(window.model.recording()::save);
    }

    @Override
    public void showOrHide(ViewLayout.View view) {
        window.show(Perspective.INVESTIGATE);
        window.views.shownProperty(view).set(!window.views.shownProperty(view).get());
    }
}
