// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultFile;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.TextFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.story.Json;

/** Faults in files. Used on the JavaFX thread; files are read and written in the background. */
public final class FaultFiles {

    private final Background background;
    private final FaultLab lab;
    private final Saver saver;
    private final Messages messages;

    FaultFiles(Background background, FaultLab lab, Saver saver, Messages messages) {
        this.background = background;
        this.lab = lab;
        this.saver = saver;
        this.messages = messages;
    }

    /** Saves what is listed. */
    public void save(Path file) {
        String json = Json.pretty(FaultFile.write(lab.specs())) + "\n";
        String count = Integer.toString(lab.laidProperty().get().size());
        saver.save(file, saved -> {
            saved.text(json);
            return new Notice(Notice.Kind.INFORMATION, text("lab.faults.saved", count, file));
        }, why -> text("lab.faults.notSaved", file, why));
    }

    /** Lists the faults of a file beside those that are listed, once it has been read. */
    public void load(Path file) {
        background.run(() -> FaultFile.read(TextFile.read(file, Wording.foreign(text("lab.faults.notFaults")),
                Wording.sentence(text("lab.faults.notFaults.remedy"))), file.toString()))
                .then(read -> loaded(file, read))
                .failed(ConfigurationProblem.class,
                        problem -> messages.tell(Notice.Kind.ERROR, Wordings.of(problem)));
    }

    private void loaded(Path file, Map<String, List<FaultSpec>> read) {
        Set<String> strangers = lab.add(read);
        if (strangers.isEmpty()) {
            messages.tell(Notice.Kind.INFORMATION, text("lab.faults.loaded",
                    Integer.toString(read.values().stream().mapToInt(List::size).sum()), file));
        } else {
            messages.tell(Notice.Kind.ERROR, text("lab.faults.strangers", file, String.join(", ", strangers),
                    String.join(", ", lab.children())));
        }
    }
}
