// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a plan's JSON, one after the other: each has its place and its type, and nothing
 * else is taken. For one thread.
 */
final class PlanFields implements AutoCloseable {

    private static final int DEEPEST = 8;
    private static final int MOST_ITEMS = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxStringLength(PlanReader.LONGEST_TEXT).maxNumberLength(40).maxDocumentLength(PlanReader.LONGEST)
                    .build())
            .build();

    private final JsonParser parser;
    /** Whether the parser stands at what is to be read next. */
    private boolean ahead;

    private PlanFields(JsonParser parser) {
        this.parser = parser;
    }

    static PlanFields of(String text) {
        return new PlanFields(JSON.createParser(ObjectReadContext.empty(), text));
    }

    /** What is wrong where the reader is. */
    RepairProblem problem(Wording reason) {
        return new RepairProblem(
                Wording.of("line {0}: {1}. It is no plan of this program, or was changed: make a new one",
                        Math.max(1, parser.currentLocation().getLineNr()), reason));
    }

    private JsonToken next() throws RepairProblem {
        try {
            JsonToken token = ahead ? parser.currentToken() : parser.nextToken();
            ahead = false;
            if (token == null) {
                throw problem(Wording.of("the text ends too early"));
            }
            return token;
        } catch (JacksonException e) {
            throw problem(Wording.of("broken JSON"));
        }
    }

    private void expect(JsonToken token, Wording otherwise) throws RepairProblem {
        if (next() != token) {
            throw problem(otherwise);
        }
    }

    private void name(String name) throws RepairProblem {
        if (next() != JsonToken.PROPERTY_NAME || !parser.currentName().equals(name)) {
            throw problem(Wording.of("\"{0}\" is expected here", name));
        }
    }

    void begin() throws RepairProblem {
        expect(JsonToken.START_OBJECT, Wording.of("an object is expected here"));
    }

    void begin(String name) throws RepairProblem {
        name(name);
        begin();
    }

    void end() throws RepairProblem {
        expect(JsonToken.END_OBJECT, Wording.of("the object's end is expected here"));
    }

    void beginList(String name) throws RepairProblem {
        name(name);
        expect(JsonToken.START_ARRAY, Wording.of("a list is expected here"));
    }

    /** Whether the next field has that name, and its list has begun. */
    boolean beginListIf(String name) throws RepairProblem {
        if (next() == JsonToken.PROPERTY_NAME && !parser.currentName().equals(name)) {
            ahead = true;
            return false;
        }
        expect(JsonToken.START_ARRAY, Wording.of("a list is expected here"));
        return true;
    }

    /** Whether another object has begun in the list, or the list has ended. */
    boolean beginItem() throws RepairProblem {
        return switch (next()) {
            case START_OBJECT -> true;
            case END_ARRAY -> false;
            default -> throw problem(Wording.of("an object or the list's end is expected here"));
        };
    }

    /** Whether the field has an object, which has begun, or null. */
    boolean beginOptional(String name) throws RepairProblem {
        name(name);
        return switch (next()) {
            case START_OBJECT -> true;
            case VALUE_NULL -> false;
            default -> throw problem(Wording.of("\"{0}\" is an object or null", name));
        };
    }

    void endOfText() throws RepairProblem {
        try {
            if (parser.nextToken() != null) {
                throw problem(Wording.of("something follows the plan's end"));
            }
        } catch (JacksonException e) {
            throw problem(Wording.of("something follows the plan's end"));
        }
    }

    String text(String name) throws RepairProblem {
        Optional<String> text = optionalText(name);
        if (text.isEmpty()) {
            throw problem(Wording.of("\"{0}\" is a text", name));
        }
        return text.get();
    }

    Optional<String> optionalText(String name) throws RepairProblem {
        name(name);
        return switch (next()) {
            case VALUE_STRING -> Optional.of(string());
            case VALUE_NULL -> Optional.empty();
            default -> throw problem(Wording.of("\"{0}\" is a text", name));
        };
    }

    private String string() throws RepairProblem {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw problem(Wording.of("broken JSON"));
        }
    }

    String hash(String name) throws RepairProblem {
        String text = text(name);
        if (!Hashes.isHash(text)) {
            throw problem(Wording.of("\"{0}\" is a SHA-256 of 64 hexadecimal digits", name));
        }
        return text;
    }

    Instant time(String name) throws RepairProblem {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw problem(Wording.of("\"{0}\" is a time", name));
        }
    }

    List<String> texts(String name) throws RepairProblem {
        beginList(name);
        List<String> texts = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            if (token != JsonToken.VALUE_STRING || texts.size() == MOST_ITEMS) {
                throw problem(Wording.of("\"{0}\" is a list of texts", name));
            }
            texts.add(string());
        }
        return texts;
    }

    long number(String name, long least, long most) throws RepairProblem {
        OptionalLong number = optionalNumber(name);
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw problem(Wording.of("\"{0}\" is a whole number from {1} to {2}", name, least, most));
        }
        return number.getAsLong();
    }

    OptionalLong optionalNumber(String name) throws RepairProblem {
        name(name);
        try {
            return switch (next()) {
                case VALUE_NUMBER_INT -> OptionalLong.of(parser.getLongValue());
                case VALUE_NULL -> OptionalLong.empty();
                default -> throw problem(Wording.of("\"{0}\" is a whole number", name));
            };
        } catch (JacksonException e) {
            throw problem(Wording.of("\"{0}\" is a whole number of at most 63 bits", name));
        }
    }

    /** A number from 0 to 1. */
    double fraction(String name) throws RepairProblem {
        name(name);
        try {
            JsonToken token = next();
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                double value = parser.getDoubleValue();
                if (value >= 0 && value <= 1) {
                    return value;
                }
            }
        } catch (JacksonException e) {
            throw problem(Wording.of("\"{0}\" is a number", name));
        }
        throw problem(Wording.of("\"{0}\" is a number from 0 to 1", name));
    }

    @Override
    public void close() {
        parser.close();
    }
}
