// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The .rpm, where rpmbuild is installed. */
final class RpmPackage {
    private final Path tree;
    private final String version;
    private final Path target;
    private final Path dist;

    RpmPackage(Path tree, String version, Path target, Path dist) {
        this.tree = tree;
        this.version = version;
        this.target = target;
        this.dist = dist;
    }

    boolean canBeBuilt() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "rpmbuild")));
    }

    void build() throws IOException, InterruptedException {
        Path work = target.resolve("rpm");
        Tree.delete(work);
        Tree.copy(tree, work.resolve("tree"));
        // This family of systems keeps zsh's completions elsewhere.
        Path share = work.resolve("tree/usr/share");
        Files.move(share.resolve("zsh/vendor-completions"), Files.createDirectories(share.resolve("zsh")).resolve("site-functions"));
        Path spec = work.resolve(Packager.NAME + ".spec");
        Files.writeString(spec, """
                Name: %1$s
                Version: %2$s
                Release: 1
                Summary: Votes on the replicas of one disk and shows who agreed with whom
                License: GPL-2.0-or-later
                AutoReqProv: no
                Requires: gtk3, libXtst, libXxf86vm, libglvnd-glx, pango, freetype, fontconfig, dejavu-sans-fonts
                %%global __os_install_post %%{nil}
                %%global debug_package %%{nil}
                %%global clamp_mtime_to_source_date_epoch 1
                %%description
                Opens two to 32 replicas of one disk with a vote threshold, votes on them exactly as QEMU's quorum block driver
                does, and shows, sector by sector, who was outvoted. With a window and a command line.
                %%install
                cp -a "%3$s/." "%%{buildroot}/"
                %%files
                %%defattr(-,root,root)
                /opt/%1$s
                /usr/bin/%1$s
                /usr/share/applications/%1$s.desktop
                /usr/share/bash-completion/completions/%1$s
                /usr/share/doc/%1$s
                /usr/share/icons/hicolor/512x512/apps/%1$s.png
                /usr/share/icons/hicolor/scalable/apps/%1$s.svg
                /usr/share/man/man1/%1$s.1.gz
                /usr/share/mime/packages/%1$s.xml
                /usr/share/zsh/site-functions/_%1$s
                """.formatted(Packager.NAME, version, work.resolve("tree")));
        Command.run(List.of("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + work.resolve("build"), "--define",
                "_rpmdir " + dist, "--define", "_rpmfilename %{name}-%{version}.%{arch}.rpm", "--define",
                "_binary_payload w9.xzdio", spec.toString()),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(AppImage.EPOCH_SECOND)));
    }
}
