// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import static org.quorumworkbench.ui.Resources.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import org.quorumworkbench.app.model.EventLine;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.story.EventJson;
import org.quorumworkbench.core.story.Json;

/** Saves events, one JSON object a line. */
final class EventFile {

    /** What a line holds. */
    enum Shape {
        /** Every event, with its number and its words. */
        LINES,
        /** The events that QEMU has too, as its monitor would tell them. */
        QMP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Optional<Map<String, Object>> json(Event event, Semantics semantics) {
            return this == QMP ? EventJson.qmpWithTime(event, semantics) : Optional.of(EventJson.line(event));
        }
    }

    private EventFile() {}

    /** Writes them in the background; a notice says what came of it. Called on the JavaFX thread. */
    static void save(WorkbenchModel model, List<EventLine> lines, Path file, Shape shape) {
        Semantics semantics = model.configuration().map(open -> open.policy().semantics()).orElse(Semantics.V7_2);
        Images images = model.images();
        model.background().execute(() -> {
            try {
                images.refuse(file);
                int written = write(lines, file, shape, semantics);
                Platform.runLater(() -> model.tell(Notice.Kind.INFORMATION,
                        text("events.saved", Integer.toString(written), file.toString())));
            } catch (IOException e) {
                Platform.runLater(() -> model.tell(Notice.Kind.ERROR,
                        text("events.notSaved", file.toString(), String.valueOf(e.getMessage()))));
            }
        });
    }

    private static int write(List<EventLine> lines, Path file, Shape shape, Semantics semantics) throws IOException {
        int written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (EventLine line : lines) {
                Optional<Map<String, Object>> json = shape.json(line.event(), semantics);
                if (json.isPresent()) {
                    out.write(Json.compact(json.get()) + "\n");
                    written++;
                }
            }
        }
        return written;
    }
}
