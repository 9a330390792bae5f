// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationWriter.Form;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;

class FaultReaderTest {

    private static Configuration read(String faults) throws ConfigurationProblem {
        return new ConfigurationReader(Path.of(""), Adjustments.NONE).text(
                "{\"vote-threshold\": 1, \"children\": [\"a\", {\"file\": \"b\", \"faults\": [" + faults + "]}]}",
                "q.json",
                Path.of(""));
    }

    private static List<FaultSpec> faults(String faults) throws ConfigurationProblem {
        return read(faults).children().get(1).faults();
    }

    @Test
    void aBadSectorIsAnErrnoOnARange() throws ConfigurationProblem {
        FaultSpec fault = faults("{\"title\": \"bad sector\", \"effect\": \"errno\", \"sector\": 40, \"count\": 2}")
                .getFirst();
        assertEquals(
                new Fault("fault-1", "bad sector", When.readOf(new SectorRange(40, 2)), new Effect.Fails(Errno.EIO)),
                fault.fault());
        assertTrue(fault.on());
    }

    @Test
    void everyPartOfARuleCanBeSaid() throws ConfigurationProblem {
        FaultSpec fault = faults("""
                {"id": "x", "effect": "misdirected", "to": 9, "operations": ["write", "write-zeroes"], "on": false,
                 "probability": 0.25, "seed": 3, "state": "late"}""").getFirst();
        assertEquals(new When(EnumSet.of(DeviceOperation.WRITE, DeviceOperation.WRITE_ZEROES), Optional.empty(),
                new Occurrence.Chance(0.25, 3), Optional.of("late")), fault.fault().when());
        assertFalse(fault.on());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"effect\": \"errno\", \"errno\": \"ENOSPC\", \"once\": true}",
            "{\"effect\": \"errno\", \"errno\": 1234, \"nth\": 3}", "{\"effect\": \"hang\"}",
            "{\"effect\": \"delay\", \"milliseconds\": 20}", "{\"effect\": \"bit-flip\", \"bits\": 2, \"seed\": 4}",
            "{\"effect\": \"bit-flip\", \"positions\": [1, 4096]}",
            "{\"effect\": \"stuck-bit\", \"bit\": 7, \"value\": 1, \"stride\": 8}",
            "{\"effect\": \"fill\", \"pattern\": [222, 173]}",
            "{\"effect\": \"zeroed\", \"sector\": 3}", "{\"effect\": \"junk\", \"seed\": 9, \"probability\": 0.5}",
            "{\"effect\": \"shift\", \"bytes\": 3}", "{\"effect\": \"byte-swap\", \"width\": 4}",
            "{\"effect\": \"stale\"}",
            "{\"effect\": \"torn\", \"boundary\": 4096}", "{\"effect\": \"misdirected\", \"to\": 8}",
            "{\"effect\": \"torn\", \"boundary\": 512, \"units\": 2}",
            "{\"effect\": \"shift\", \"bytes\": -600, \"nth\": 2, \"each_range\": true}",
            "{\"effect\": \"stuck-bit\", \"bit\": 0, \"value\": 0, \"stride\": 8, \"offset\": 5}",
            "{\"effect\": \"stale\", \"moment\": \"before\", \"operations\": [\"read\"]}",
            "{\"effect\": \"enter\", \"new_state\": \"failing\", \"operations\": [\"flush\"]}",
            "{\"effect\": \"junk\", \"seed\": 9, \"probability\": 0.5, \"probability_seed\": 10}",
            "{\"effect\": \"short\", \"sectors\": 100}"})
    void whatIsWrittenReadsTheSame(String fault) throws ConfigurationProblem {
        Configuration before = read(fault);
        Configuration after = ConfigurationWriterTest.readAgain(ConfigurationWriter.write(before, Form.NATIVE),
                Form.NATIVE,
                before.policy().semantics());
        assertEquals(before.children().get(1).faults(), after.children().get(1).faults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"effect\": \"ernno\"}|effect 'ernno' is not known. Did you mean 'errno'?",
            "{}|this fault has no effect",
            "{\"effect\": \"errno\", \"errno\": \"EWHAT\"}|the string \"EWHAT\" is no error",
            "{\"effect\": \"errno\", \"errno\": 0}|0 is out of bounds",
            "{\"effect\": \"errno\", \"bits\": 1}|has no option 'bits'",
            "{\"effect\": \"delay\"}|'milliseconds' is missing",
            "{\"effect\": \"byte-swap\", \"width\": 3}|must be one of [2, 4, 8]",
            "{\"effect\": \"hang\", \"count\": 3}|a count without a first sector",
            "{\"effect\": \"hang\", \"operations\": [\"raed\"]}|the string \"raed\" is no operation",
            "{\"effect\": \"junk\", \"operations\": [\"flush\"]}|the string \"flush\" does not go with this effect",
            "{\"effect\": \"shift\", \"bytes\": 0}|a shift by 0 bytes changes nothing",
            "{\"effect\": \"enter\"}|'new_state' is missing",
            "{\"effect\": \"stuck-bit\", \"bit\": 0, \"value\": 0, \"stride\": 8, \"offset\": 8}|8 is out of bounds",
            "{\"effect\": \"hang\", \"probability\": 2}|a probability is a number from 0 to 1",
            "{\"effect\": \"hang\", \"sector\": -1}|-1 is out of bounds",
            "{\"effect\": \"hang\", \"id\": \"a\"}, {\"effect\": \"hang\", \"id\": \"a\"}|given twice",
            "{\"effect\": \"fill\", \"pattern\": [256]}|the number 256 does not belong here"})
    void whatIsWrongIsSaid(String faults, String expected) {
        String message = assertThrows(ConfigurationProblem.class, () -> faults(faults)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
