// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;

/** Below the stage: back, play, step, where the lesson is, and how fast it plays. */
final class Controls extends HBox {

    /** Of the size of words. */
    private static final double ICON = 1.25;

    private final Teaching teaching;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label place = new Label();
    private final Button play = new Button();
    private final FontIcon drawn = icon(play, Feather.PLAY);

    Controls(Teaching teaching, TeachView.Files files) {
        super(10);
        this.teaching = teaching;
        Button back = control(Feather.SKIP_BACK, "teach.back", teaching::back);
        back.setId("teach-back");
        Button step = control(Feather.SKIP_FORWARD, "teach.step", teaching::step);
        step.setId("teach-step");
        play.setId("teach-play");
        play.setGraphic(drawn);
        LateTip.on(play, play::getAccessibleText);
        play.setOnAction(event -> teaching.playOrPause());
        slider.setId("teach-slider");
        slider.setAccessibleText(text("teach.slider"));
        slider.setBlockIncrement(1);
        slider.valueProperty().addListener((property, before, now) -> {
            if (now.intValue() != teaching.positionProperty().get()) {
                teaching.seek((int) Math.round(now.doubleValue()));
            }
        });
        setHgrow(slider, Priority.ALWAYS);
        Slider speed = new Slider(Teaching.SLOWEST, Teaching.FASTEST, 1);
        speed.setAccessibleText(text("teach.speed"));
        LateTip.on(speed, () -> text("teach.speed"));
        speed.setId("teach-speed");
        speed.setPrefWidth(110);
        speed.valueProperty().bindBidirectional(teaching.speedProperty());
        Label speedLabel = new Label(text("teach.speed"));
        place.setId("teach-place");
        place.setMinWidth(USE_PREF_SIZE);
        speedLabel.setMinWidth(USE_PREF_SIZE);
        Button present = control(Feather.MONITOR, "teach.present", () -> teaching.presentingProperty().set(true));
        present.setId("teach-present");
        Button handIn = control(Feather.SEND, "teach.handIn",
                () -> files.save().ifPresent(teaching::handIn));
        handIn.setId("teach-hand-in");
        getChildren().addAll(back, play, step, slider, place, speedLabel, speed, handIn, present);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("teach-controls");
        teaching.playingProperty().subscribe(this::showPlaying);
        showPlaying();
    }

    private static Button control(Feather icon, String name, Runnable run) {
        Button button = new Button();
        button.setGraphic(icon(button, icon));
        LateTip.on(button, () -> text(name));
        button.setAccessibleText(text(name));
        button.setOnAction(event -> run.run());
        return button;
    }

    /** As large as the words, which grow with the window. */
    private static FontIcon icon(Button button, Feather which) {
        FontIcon icon = new FontIcon(which);
        button.fontProperty().subscribe(font -> icon.setIconSize((int) Math.round(font.getSize() * ICON)));
        return icon;
    }

    private void showPlaying() {
        boolean playing = teaching.playingProperty().get();
        drawn.setIconCode(playing ? Feather.PAUSE : Feather.PLAY);
        play.setAccessibleText(text(playing ? "teach.pause" : "teach.play"));
    }

    /** Shows where the lesson is. */
    void update() {
        int slides = teaching.slides();
        int slide = teaching.positionProperty().get();
        slider.setDisable(slides == 0);
        slider.setMax(Math.max(1, slides - 1));
        slider.setValue(slide);
        place.setText(slides == 0 ? "" : text("teach.place", Integer.toString(slide + 1), Integer.toString(slides)));
    }
}
