// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.quorumworkbench.app.model.EventLine;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
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
        Semantics semantics = model.quorum().configuration().map(open -> open.policy().semantics())
                .orElse(Semantics.V7_2);
        model.saver().save(file, saved -> {
            AtomicInteger written = new AtomicInteger();
            saved.text(out -> written.set(write(lines, out, shape, semantics)));
            return new Notice(Notice.Kind.INFORMATION, text("events.saved", Integer.toString(written.get()),
                    file.toString()));
        }, why -> text("events.notSaved", file.toString(), why));
    }

    private static int write(List<EventLine> lines, Writer out, Shape shape, Semantics semantics) throws IOException {
        int written = 0;
        for (EventLine line : lines) {
            Optional<Map<String, Object>> json = shape.json(line.event(), semantics);
            if (json.isPresent()) {
                out.write(Json.compact(json.get()) + "\n");
                written++;
            }
        }
        return written;
    }
}
