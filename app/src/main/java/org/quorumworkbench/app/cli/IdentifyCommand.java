// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.ConfigurationWriter;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.IdentifiedFiles;
import org.quorumworkbench.core.config.IdentifiedFiles.IdentifiedFile;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.member.MemberJson;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.story.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what files are by their own metadata, and what members say of each other. */
@Command(name = "identify", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
        "Tells what each file is: a member of md, LVM, DRBD or Longhorn, a partitioned disk, LUKS, another format;",
        "and what members say of each other. Exit status 1 if one is stale, recovering, or they are split."})
final class IdentifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "image files, block devices, or folders of Longhorn replicas")
    private List<String> words = new ArrayList<>();

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Option(names = "--config", description = "print a configuration whose children are the areas that the files' common set replicates")
    private boolean config;

    @Option(names = "--set", paramLabel = "NAME|UUID", description = "which set, where the files have several in common; with --config")
    private @Nullable String set;

    @Override
    public Integer call() throws ConfigurationProblem {
        if (set != null && !config) {
            throw new ParameterException(spec.commandLine(), "--set says which set --config is to take: give both");
        }
        if (config && json) {
            throw new ParameterException(spec.commandLine(), "--config prints a configuration: leave out --json");
        }
        return config ? printConfiguration() : tell();
    }

    private int printConfiguration() throws ConfigurationProblem {
        if (words.size() < 2) {
            throw new ParameterException(spec.commandLine(),
                    "a quorum has two children or more: give --config all files of the set");
        }
        MembersConfiguration members = areas();
        spec.commandLine().getOut()
                .println(ConfigurationWriter.write(members.configuration(), Form.NATIVE).text());
        return status(members.files());
    }

    private MembersConfiguration areas() throws ConfigurationProblem {
        PrintWriter err = spec.commandLine().getErr();
        Configuration whole;
        try (LongWait _ = LongWait.of(err, "one of the files")) {
            whole = new ConfigurationReader(Path.of(""), Adjustments.NONE).read(words);
        }
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(err, waiting)) {
            return MembersConfiguration.areas(whole, Optional.ofNullable(set), MetadataReader.PATIENCE, waiting);
        }
    }

    private int tell() throws ConfigurationProblem {
        IdentifiedFiles files = identified();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(json(files), out);
        } else {
            new IdentificationText(files).print(out);
        }
        out.flush();
        return status(files);
    }

    private IdentifiedFiles identified() throws ConfigurationProblem {
        Wait waiting = new Wait();
        try (LongWait _ = LongWait.over(spec.commandLine().getErr(), waiting)) {
            return IdentifiedFiles.of(words.stream().map(Printable::line).toList(),
                    words.stream().map(this::path).toList(), MetadataReader.PATIENCE, waiting);
        }
    }

    private Path path(String word) {
        try {
            return FileName.path(word);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(),
                    "'" + word + "' cannot be a file's name: " + e.getReason());
        }
    }

    private int status(IdentifiedFiles files) {
        files.problems().forEach(problem -> spec.commandLine().getErr().println("quorum-workbench: " + problem));
        if (!files.problems().isEmpty()) {
            return ExitStatus.FAILED;
        }
        return files.sets().stream().allMatch(MemberSet::isSound) ? ExitStatus.AGREED : ExitStatus.DIVERGED;
    }

    private static Map<String, @Nullable Object> json(IdentifiedFiles files) {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (int i = 0; i < files.given().size(); i++) {
            IdentifiedFile file = files.files().get(i);
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("file", files.given().get(i));
            one.put("length", file.length());
            one.put("found", file.identification().found().stream().map(MemberJson::found).toList());
            each.add(one);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("files", each);
        json.put("sets", files.sets().stream()
                .map(members -> MemberJson.set(members, files.given(),
                        files.names()))
                .toList());
        return json;
    }
}
