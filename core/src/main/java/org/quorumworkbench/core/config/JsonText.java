// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.file.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON text into an option tree with positions. */
public final class JsonText {

    private static final JsonFactory STRICT = strict(OptionSource.LONGEST);

    // QEMU's own parser takes strings in single quotes, too, and \' in them (qobject/json-lexer.c).
    private static final JsonFactory QEMU = STRICT.rebuild().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER).build();

    private static final Wording REMEDY = Wording.of("Correct the JSON there.");

    private final OptionSource source;
    private final JsonFactory json;
    private final int longest;

    private JsonText(OptionSource source, JsonFactory json, int longest) {
        this.source = source;
        this.json = json;
        this.longest = longest;
    }

    private static JsonFactory strict(int longest) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(OptionSource.DEEPEST)
                        .maxStringLength(longest).maxDocumentLength(longest).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    /**
     * The tree of a text that holds one JSON value.
     *
     * @throws ConfigurationProblem
     *             with line and column, if the text is not one JSON value
     */
    public static OptionValue read(OptionSource source) throws ConfigurationProblem {
        return new JsonText(source, STRICT, OptionSource.LONGEST).document();
    }

    /**
     * As {@link #read(OptionSource)}, of a text that may be longer than a configuration is.
     *
     * @param longest
     *            in characters
     */
    public static OptionValue read(OptionSource source, int longest) throws ConfigurationProblem {
        return new JsonText(source, strict(longest), longest).document();
    }

    /**
     * As {@link #read(OptionSource, int)}, of a text that a person writes by hand: a comma may follow
     * the last item, and whole numbers may be hexadecimal, {@code 0xAA}.
     */
    public static OptionValue byHand(OptionSource source, int longest) throws ConfigurationProblem {
        OptionSource decimal = new OptionSource(source.name(), Hexadecimal.toDecimal(source.text()), source.start());
        return new JsonText(decimal, strict(longest).rebuild().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build(),
                longest).document();
    }

    /**
     * As {@link #read(OptionSource)}, of a text that is meant for QEMU, which takes single quotes as
     * well.
     */
    static OptionValue qemu(OptionSource source) throws ConfigurationProblem {
        return new JsonText(source, QEMU, OptionSource.LONGEST).document();
    }

    /**
     * The trees of a text that holds JSON values one after the other, as a session with QEMU does.
     *
     * @return one at least
     */
    static List<OptionValue> sequence(OptionSource source) throws ConfigurationProblem {
        return new JsonText(source, QEMU, OptionSource.LONGEST).values();
    }

    private OptionValue document() throws ConfigurationProblem {
        List<OptionValue> values = values();
        if (values.size() > 1) {
            throw more(source, values.get(1));
        }
        return values.getFirst();
    }

    /** The problem of a text that should hold one value and holds a second. */
    static ConfigurationProblem more(OptionSource source, OptionValue second) {
        return source.problem(second.at(), "", Wording.of("broken JSON: something follows the configuration's end"),
                Wording.of("Remove what follows, or correct the brackets."));
    }

    private List<OptionValue> values() throws ConfigurationProblem {
        if (source.text().length() > longest) {
            throw source.problem(source.start(), "", Wording.of("this JSON is longer than {0} characters", longest),
                    Wording.of("Give a configuration, not an image."));
        }
        List<OptionValue> values = new ArrayList<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), source.text())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values.add(value(parser, token));
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw source.problem(at == null ? source.start() : place(at), "",
                    Wording.of("broken JSON: {0}", JsonWords.of(e, source)),
                    REMEDY);
        }
        if (values.isEmpty()) {
            throw source.problem(source.start(), "", Wording.of("there is no JSON here"),
                    Wording.of("Give a configuration object."));
        }
        return values;
    }

    private OptionValue value(JsonParser parser, JsonToken token) throws ConfigurationProblem {
        TextPosition at = place(parser.currentTokenLocation());
        return switch (token) {
            case START_OBJECT -> object(parser, at);
            case START_ARRAY -> list(parser, at);
            case VALUE_STRING -> new OptionValue.Text(parser.getString(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new OptionValue.Numeral(parser.getString(), at);
            case VALUE_TRUE -> new OptionValue.Flag(true, at);
            case VALUE_FALSE -> new OptionValue.Flag(false, at);
            case VALUE_NULL -> new OptionValue.Nothing(at);
            default -> throw source.problem(at, "", Wording.of("broken JSON: {0} is out of place", token), REMEDY);
        };
    }

    private Group object(JsonParser parser, TextPosition at) throws ConfigurationProblem {
        Group group = new Group(at);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            TextPosition keyAt = place(parser.currentTokenLocation());
            String key = parser.currentName();
            group.members().put(key, new Member(keyAt, value(parser, parser.nextToken())));
        }
        return group;
    }

    private OptionValue list(JsonParser parser, TextPosition at) throws ConfigurationProblem {
        List<OptionValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new OptionValue.Listing(items, at);
    }

    private TextPosition place(TokenStreamLocation at) {
        return source.place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
