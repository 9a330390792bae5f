// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.nbd.DeviceExport;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdServer;
import org.quorumworkbench.core.nbd.NbdServerListener;
import org.quorumworkbench.core.nbd.NbdUri;

/** Exports as children, in every form in which a quorum is written down. */
final class NbdFormTest {

    @TempDir
    private Path folder;

    private Configuration text(String text) throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).text(text, "q", folder);
    }

    private static ChildSource first(Configuration configuration) {
        return configuration.children().getFirst().source();
    }

    private static Nbd nbd(String uri) throws Exception {
        return Nbd.whole(NbdUri.parse(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'driver': 'nbd', 'server': {'type': 'inet', 'host': 'h', 'port': '10810'}, 'export': 'x'}",
            "{'driver': 'nbd', 'server.type': 'inet', 'server.host': 'h', 'server.port': '10810', 'export': 'x'}",
            "{'driver': 'nbd', 'host': 'h', 'port': '10810', 'export': 'x', 'reconnect-delay': 5}",
            "{'driver': 'raw', 'file': {'driver': 'nbd', 'host': 'h', 'port': '10810', 'export': 'x'}}",
            "{'driver': 'nbd', 'filename': 'nbd:h:10810:exportname=x'}",
            "{'driver': 'raw', 'file': {'driver': 'nbd', 'filename': 'nbd://h:10810/x'}}"})
    void qemusTcpServersAreRead(String child) throws Exception {
        assertEquals(nbd("nbd://h:10810/x"), first(text(
                "{'driver': 'quorum', 'vote-threshold': 2, 'children': [CHILD, {'driver': 'file', 'filename': 'b'}]}"
                        .replace("CHILD", child).replace('\'', '"'))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'driver': 'nbd', 'server': {'type': 'unix', 'path': '/run/s'}, 'export': 'x'}",
            "{'driver': 'nbd', 'path': '/run/s', 'export': 'x'}",
            "{'driver': 'nbd', 'filename': 'nbd:unix:/run/s:exportname=x'}",
            "{'driver': 'raw', 'file': {'driver': 'nbd', 'filename': 'nbd+unix:///x?socket=/run/s'}}"})
    void qemusUnixSocketsAreRead(String child) throws Exception {
        assertEquals(nbd("nbd+unix:///x?socket=/run/s"), first(text(
                "{'driver': 'quorum', 'vote-threshold': 2, 'children': [CHILD, {'driver': 'file', 'filename': 'b'}]}"
                        .replace("CHILD", child).replace('\'', '"'))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'driver': 'nbd'}                                             | NBD server address missing
            {'driver': 'nbd', 'server': {'type': 'vsock', 'cid': '1'}}    | inet or unix here, not 'vsock'
            {'driver': 'nbd', 'server': {'type': 'unix'}}                 | Parameter 'path' is missing
            {'driver': 'nbd', 'server': {'type': 'inet', 'port': '1'}}    | Parameter 'host' is missing
            {'driver': 'nbd', 'host': 'h', 'port': 'ssh'}                 | this is no port
            {'driver': 'nbd', 'host': 'h', 'tls-creds': 'tls0'}           | credentials that are an object
            {'driver': 'nbd', 'host': 'h', 'exprt': 'x'}                  | does not support the option 'exprt'
            {'driver': 'nbd', 'server': {'type': 'unix', 'path': 's', 'host': 'h'}} | does not have the option 'host'
            """)
    void whatIsNotUnderstoodIsRefusedByName(String child, String part) {
        ConfigurationProblem problem = assertThrows(ConfigurationProblem.class, () -> text(
                "{'driver': 'quorum', 'vote-threshold': 2, 'children': [CHILD, {'driver': 'file', 'filename': 'b'}]}"
                        .replace("CHILD", child).replace('\'', '"')));
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }

    @Test
    void aDriveMayBeAnExport() throws Exception {
        assertEquals(nbd("nbd://h/x"), first(text("qemu -drive if=none,id=a,file=nbd://h/x,format=raw "
                + "-drive if=none,id=b,file=nbd:unix:/run/s "
                + "-blockdev driver=quorum,vote-threshold=2,children.0=a,children.1=b")));
    }

    @Test
    void wordsOnACommandLineMayBeExportsAndFilesMixed() throws Exception {
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE)
                .read(List.of("nbd://h/x", "a.img", "nbd:unix:/run/s"));
        assertEquals(nbd("nbd://h/x"), first(read));
        assertTrue(read.children().get(1).source() instanceof ChildSource.Image);
        assertEquals(nbd("nbd+unix:///?socket=/run/s"), read.children().get(2).source());
    }

    @Test
    void theWorkbenchsOwnFormHasExportsWhereItHasFiles() throws Exception {
        Configuration read = text("""
                {"vote-threshold": 2, "children": ["nbds://h/x", {"file": "nbd://h/y", "offset": 512, "size": 1024}]}
                """);
        assertEquals(nbd("nbds://h/x"), first(read));
        assertEquals(new Nbd(NbdUri.parse("nbd://h/y"), 512, OptionalLong.of(1024)), read.children().get(1).source());
    }

    @Test
    void aDomainsNetworkDisksAreReplicasLikeItsFiles() throws Exception {
        Configuration read = text("""
                <domain><devices>
                  <disk type='network' device='disk'><driver name='qemu' type='raw'/>
                    <source protocol='nbd' name='x'><host name='h' port='10810'/></source><target dev='vda'/></disk>
                  <disk type='network' device='disk'>
                    <source protocol='nbd' name='y' tls='yes'><host transport='unix' socket='/run/s'/></source></disk>
                </devices></domain>
                """);
        assertEquals(List.of(nbd("nbd://h:10810/x"), nbd("nbds+unix:///y?socket=/run/s")),
                read.children().stream().map(ChildSpec::source).toList());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whatIsWrittenIsReadAsTheSame(Form form) throws Exception {
        Configuration before = text("""
                {"vote-threshold": 2, "node-name": "q", "children": ["nbd://[::1]:7/a,b",
                  {"file": "nbd+unix:///?socket=/run/a%20b", "offset": 512, "size": 1024, "node-name": "second"}]}
                """);
        ConfigurationWriter.Written written = ConfigurationWriter.write(before, form);
        assertEquals(List.of(), written.leftOut());
        Configuration after = ConfigurationWriterTest.readAgain(written, form, before.policy().semantics());
        assertEquals(ConfigurationWriterTest.meaning(before), ConfigurationWriterTest.meaning(after), written.text());
    }

    @Test
    void anExportIsOpenedAndOneThatIsNotThereIsTold() throws Exception {
        NbdAddress.Unix address = new NbdAddress.Unix(folder.resolve("s"));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                NbdServer _ = NbdServer.start(address,
                        List.of(new DeviceExport("a", new MemoryDevice(4096, true), true),
                                new DeviceExport("b", new MemoryDevice(4096, true), true),
                                new DeviceExport("long", new MemoryDevice(8192, true), true)),
                        Optional.empty(), executor, NbdServerListener.NONE)) {
            try (OpenedQuorum opened = OpenedQuorum.open(exports(address, "a", "b"), Access.EXAMINE, _ -> {})) {
                assertEquals(8, opened.sectors());
            }
            String socket = "nbd+unix:///%s?socket=" + address.socket();
            assertEquals(String.format(socket, "c") + ": has no export 'c'; it has: a, b, long",
                    problem(exports(address, "a", "c")).reason());
            assertTrue(problem(exports(address, "a", "a")).reason().contains("is listed twice"));
            assertTrue(problem(exports(address, "a", "long")).reason()
                    .contains("c1 has 8192 bytes, 4096 more (" + String.format(socket, "long") + ")"));
        }
    }

    private Configuration exports(NbdAddress.Unix address, String... names) throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).read(List.of(names).stream()
                .map(name -> new NbdUri(address, name, Optional.empty()).toString()).toList());
    }

    private static ConfigurationProblem problem(Configuration configuration) {
        return assertThrows(ConfigurationProblem.class,
                () -> OpenedQuorum.open(configuration, Access.EXAMINE, _ -> {}));
    }
}
