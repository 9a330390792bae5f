// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.OneOf;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;

/**
 * What the person should know, above the work and never in its way: no window opens, no focus
 * moves.
 */
final class NoticeBar extends HBox {

    /** Long enough to be read; what went wrong stays until somebody has seen it. */
    private static final Duration READ = Duration.seconds(8);

    private final Label words = new Label();
    private final Button offer = new Button();
    private final PauseTransition read = new PauseTransition(READ);
    private final ObservableValue<Boolean> headline;

    /**
     * @param headline
     *            whether the headline is in sight, so that it is not to be said once more
     */
    NoticeBar(WorkbenchModel model, ObservableValue<Boolean> headline) {
        this.headline = headline;
        setId("notice");
        getStyleClass().add("notice");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("notice-text");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button dismiss = new Button("", new FontIcon(Feather.X));
        dismiss.getStyleClass().add("flat");
        LateTip.on(dismiss, () -> text("notice.dismiss"));
        dismiss.setAccessibleText(text("notice.dismiss"));
        dismiss.setOnAction(event -> model.messages().dismiss());
        offer.setId("notice-offer");
        offer.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, dismiss);
        read.setOnFinished(event -> {
            // That a moment of the past is shown has to be said as long as it is.
            if (!model.recording().isPast()) {
                model.messages().dismiss();
            }
        });
        model.messages().noticeProperty().subscribe(this::show);
        headline.subscribe((before, now) -> {
            // Who comes from where it is has read it.
            if (model.messages().noticeProperty().get().filter(NoticeBar::isHeadline).isPresent()) {
                model.messages().dismiss();
            }
        });
    }

    private static boolean isHeadline(Notice notice) {
        return notice.kind() == Notice.Kind.HEADLINE;
    }

    private void show(Optional<Notice> notice) {
        boolean wanted = notice.filter(told -> !(isHeadline(told) && headline.getValue())).isPresent();
        setVisible(wanted);
        setManaged(wanted);
        read.stop();
        getChildren().remove(offer);
        OneOf.style(this, "notice-", notice.map(shown -> shown.kind().name().toLowerCase(Locale.ROOT)));
        notice.ifPresent(shown -> {
            words.setText(shown.text());
            shown.offer().ifPresent(way -> {
                offer.setText(way.words());
                offer.setOnAction(event -> way.accept().run());
                getChildren().add(1, offer);
            });
            if (shown.kind() == Notice.Kind.INFORMATION || isHeadline(shown)) {
                read.playFromStart();
            }
        });
    }
}
