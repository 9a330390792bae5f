// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationWriter;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.ConfigurationWriter.Written;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Checks a configuration and prints it in another form. */
@Command(name = "config", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Checks a configuration, the images that it names included, and prints it in another form.")
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--to", paramLabel = "native|qemu-json|image-opts|qemu-command", converter = FormWord.class, description = "the form to print; native if not given")
    private Form form = Form.NATIVE;

    @Override
    public Integer call() throws ConfigurationProblem {
        PrintWriter err = spec.commandLine().getErr();
        Configuration configuration = choice.read(err);
        Configuration known;
        try (OpenedQuorum opened = RequiredQuorumChoice.open(configuration, err, _ -> {}, Optional.empty())) {
            // The formats of images are known once they are open.
            known = opened.configuration();
        }
        Written written = ConfigurationWriter.write(known, form);
        if (written.refused().isPresent()) {
            throw new ConfigurationProblem("command line", Optional.empty(), Optional.of("--to"),
                    written.refused().get(),
                    Wording.sentence("Write image-opts, which has the name's bytes as they are."),
                    Optional.empty());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (out instanceof ResultWriter result) {
            result.exactly(written.text());
        } else {
            out.print(written.text());
        }
        out.println();
        written.leftOut().forEach(sentence -> err.println("quorum-workbench: " + Printable.line(sentence.english())));
        return ExitStatus.AGREED;
    }

    /** The word of a form. */
    static final class FormWord implements ITypeConverter<Form> {
        @Override
        public Form convert(String word) {
            return Form.named(word).orElseThrow(() -> new TypeConversionException(
                    "'" + word + "' is not known: write native, qemu-json, image-opts or qemu-command"));
        }
    }
}
