// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.JsonText;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON values as maps, lists, strings, numbers, booleans and null; and as text. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private Json() {}

    /** On one line. */
    public static String compact(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** With line breaks and indentation. */
    public static String pretty(@Nullable Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * Writes a value with line breaks and indentation, and a line break after it. The first characters
     * go out before the last are known: a reader who takes nothing is noticed at once. A list may be
     * any Iterable, whose items are asked for one after the other.
     *
     * @throws IOException
     *             what the writer threw
     */
    public static void write(@Nullable Object value, Writer out) throws IOException {
        try {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.write('\n');
    }

    /** Prints a value as {@link #write} does; the printer keeps what went wrong. */
    public static void print(@Nullable Object value, PrintWriter out) {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
        out.println();
    }

    /** What was read, without its places. */
    public static @Nullable Object plain(OptionValue value) {
        return switch (value) {
            case OptionValue.Text text -> text.text();
            case OptionValue.Numeral numeral -> number(numeral.digits());
            case OptionValue.Flag flag -> flag.on();
            case OptionValue.Nothing _ -> null;
            case OptionValue.Listing listing -> {
                List<@Nullable Object> items = new ArrayList<>();
                listing.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case OptionValue.Group group -> members(group);
        };
    }

    /** The members of an object that was read, without their places. */
    public static Map<String, @Nullable Object> members(OptionValue.Group group) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        group.members().forEach((key, member) -> members.put(key, plain(member.value())));
        return members;
    }

    /** An object as if it had been read. */
    public static OptionValue.Group group(Map<String, @Nullable Object> json) {
        try {
            return (OptionValue.Group) JsonText.read(OptionSource.of("recording", compact(json)));
        } catch (ConfigurationProblem e) {
            throw new IllegalStateException("what is written as JSON is read as JSON", e);
        }
    }

    private static Object number(String digits) {
        return digits.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
    }
}
