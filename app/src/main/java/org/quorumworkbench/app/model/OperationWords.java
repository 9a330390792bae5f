// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Result;
import org.quorumworkbench.core.scenario.TranscriptText;

/** What was done with a quorum, and what came of it, in the window's language. */
public final class OperationWords {

    private OperationWords() {}

    /** An operation; a driver's command is as it was given. */
    public static String of(Operation operation) {
        return switch (operation) {
            case Operation.Read(long offset, int length) -> text("operation.read", range(offset, length));
            case Operation.Examine(long offset, int length) -> text("operation.examine", range(offset, length));
            case Operation.Write(long offset, int length, int fill, boolean fua) -> flushed(
                    text("operation.write", range(offset, length), "0x" + Integer.toHexString(fill)), fua);
            case Operation.WriteData(long offset, int length, String hex, boolean fua) -> flushed(
                    text("operation.writeData", range(offset, length), Integer.toString(hex.length() / 2)), fua);
            case Operation.WriteZeroes(long offset, long length, boolean fua, boolean _) ->
                flushed(text("operation.zeroes", range(offset, length)), fua);
            case Operation.Trim(long offset, long length) -> text("operation.trim", range(offset, length));
            case Operation.Flush() -> text("operation.flush");
            case Operation.BlockStatus(long offset, long length) -> text("operation.status", range(offset, length));
            case Operation.Wait wait -> text("operation.wait", wait.seconds().toPlainString());
            case Operation.SetThreshold(int votes) -> text("operation.threshold", Integer.toString(votes));
            case Operation.Capture(String child, String name) -> text("operation.capture", child, name);
            case Operation.Heal(String child) -> text("operation.heal", child);
            case Operation.DiscardWrites(String child) -> text("operation.discard", child);
            case Operation.Overwrite(String child, long offset, String hex) ->
                text("operation.overwrite", child, "0x" + Long.toHexString(offset), hex.length() / 2);
            case Operation.Recount() -> text("operation.recount");
            case Operation.Identify() -> text("operation.identify");
            case Operation.Diagnose() -> text("operation.diagnose");
            case Operation.GivenUp(Operation request, List<String> unanswered) ->
                text("operation.givenUp", of(request), String.join(" ", unanswered));
            case Operation.SwitchFault(String child, String id, boolean on) ->
                text(on ? "operation.fault.on" : "operation.fault.off", child, id);
            case Operation.Command command -> TranscriptText.words(command);
        };
    }

    private static String flushed(String words, boolean fua) {
        return fua ? text("operation.flushed", words) : words;
    }

    /** Bytes of the disk: as sectors, where they are whole ones. */
    public static String range(long offset, long length) {
        if (offset % SECTOR != 0 || length % SECTOR != 0) {
            return text("operation.bytes", Long.toString(offset), Long.toString(offset + length - 1));
        }
        SectorRange range = SectorRange.ofBytes(offset, length);
        return range.count() == 1
                ? text("operation.sector", Long.toString(range.first()))
                : text("operation.sectors", Long.toString(range.first()), Long.toString(range.end() - 1));
    }

    /** What came of it. */
    public static String outcome(Result result) {
        return switch (result.status()) {
            case OK -> switch (result.detail()) {
                case Detail.None(),Detail.Digested(String _) -> text("operation.ok");
                // What a scenario asked for, in its own words.
                default -> TranscriptText.outcome(result);
            };
            case ERROR -> text("operation.failed",
                    result.errno().map(OperationWords::words).or(result::words).orElse(""));
            case ABORTED -> text("operation.aborted", result.words().orElse(""));
            case CANCELLED -> text("operation.cancelled");
        };
    }

    private static String words(Errno errno) {
        return errno.name() + " (" + errno.text() + ")";
    }
}
