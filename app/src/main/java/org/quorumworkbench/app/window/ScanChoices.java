// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.quorumworkbench.app.control.Tip;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.Scanning;
import org.quorumworkbench.core.block.LowPriority;
import org.quorumworkbench.core.scan.Courtesy;

/** What a scan does for others on its machine; counts from the next scan on, and is remembered. */
final class ScanChoices {

    private static final long MIB = 1 << 20;
    /** Bytes a second; 0 for no limit. */
    private static final long[] RATES = {0, 10 * MIB, 50 * MIB, 100 * MIB, 200 * MIB, 500 * MIB, 1024 * MIB};

    private final Preferences preferences;
    private final ScanModel scan;
    private final CheckBox direct = new CheckBox(text("preferences.scan.direct"));
    private final CheckBox idle = new CheckBox(text("preferences.scan.idle"));
    private final ChoiceBox<Long> rate = new ChoiceBox<>();

    ScanChoices(Preferences preferences, ScanModel scan) {
        this.preferences = preferences;
        this.scan = scan;
        Scanning before = preferences.scanning();
        direct.setId("preferences-scan-direct");
        direct.setTooltip(Tip.of(text("preferences.scan.direct.help")));
        direct.setSelected(before.direct());
        direct.selectedProperty().subscribe((was, now) -> changed());
        idle.setId("preferences-scan-idle");
        idle.setTooltip(Tip.of(text("preferences.scan.idle.help")));
        idle.setSelected(before.idle());
        idle.setDisable(!LowPriority.isKnown());
        idle.selectedProperty().subscribe((was, now) -> changed());
        rate.setId("preferences-scan-rate");
        rate.setMaxWidth(Double.MAX_VALUE);
        rate.setConverter(new RateWords());
        rate.getItems()
                .setAll(LongStream.concat(LongStream.of(RATES), LongStream.of(before.bytesPerSecond())).distinct()
                        .sorted().boxed().toList());
        rate.setValue(before.bytesPerSecond());
        rate.valueProperty().subscribe((was, now) -> changed());
    }

    /** What the scan is to be from the start. */
    static Courtesy courtesy(Scanning chosen) {
        return new Courtesy(chosen.direct(),
                chosen.bytesPerSecond() == 0 ? OptionalLong.empty() : OptionalLong.of(chosen.bytesPerSecond()),
                chosen.idle());
    }

    /** The limit. */
    ChoiceBox<Long> rate() {
        return rate;
    }

    /** What can be switched on. */
    VBox switches() {
        return new VBox(6, direct, idle);
    }

    private void changed() {
        Scanning chosen = new Scanning(direct.isSelected(), rate.getValue(), idle.isSelected());
        preferences.setScanning(chosen);
        scan.setCourtesy(courtesy(chosen));
    }

    private final class RateWords extends StringConverter<Long> {

        @Override
        public String toString(Long bytes) {
            return bytes == null || bytes == 0
                    ? text("preferences.scan.rate.none")
                    : text("preferences.scan.rate.some", Long.toString(Math.max(1, bytes / MIB)));
        }

        @Override
        public Long fromString(String words) {
            return rate.getItems().stream().filter(value -> toString(value).equals(words)).findFirst().orElseThrow();
        }
    }
}
