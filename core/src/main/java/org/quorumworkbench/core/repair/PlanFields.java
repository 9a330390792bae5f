// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    RepairProblem problem(String reason) {
        return new RepairProblem("line " + Math.max(1, parser.currentLocation().getLineNr()) + ": " + reason
                + ". It is no plan of this program, or was changed: make a new one");
    }

    private JsonToken next() throws RepairProblem {
        try {
            JsonToken token = ahead ? parser.currentToken() : parser.nextToken();
            ahead = false;
            if (token == null) {
                throw problem("the text ends too early");
            }
            return token;
        } catch (JacksonException e) {
            throw problem("broken JSON");
        }
    }

    private void expect(JsonToken token, String what) throws RepairProblem {
        if (next() != token) {
            throw problem(what + " is expected here");
        }
    }

    private void name(String name) throws RepairProblem {
        if (next() != JsonToken.PROPERTY_NAME || !parser.currentName().equals(name)) {
            throw problem("\"" + name + "\" is expected here");
        }
    }

    void begin() throws RepairProblem {
        expect(JsonToken.START_OBJECT, "an object");
    }

    void begin(String name) throws RepairProblem {
        name(name);
        begin();
    }

    void end() throws RepairProblem {
        expect(JsonToken.END_OBJECT, "the object's end");
    }

    void beginList(String name) throws RepairProblem {
        name(name);
        expect(JsonToken.START_ARRAY, "a list");
    }

    /** Whether the next field has that name, and its list has begun. */
    boolean beginListIf(String name) throws RepairProblem {
        if (next() == JsonToken.PROPERTY_NAME && !parser.currentName().equals(name)) {
            ahead = true;
            return false;
        }
        expect(JsonToken.START_ARRAY, "a list");
        return true;
    }

    /** Whether another object has begun in the list, or the list has ended. */
    boolean beginItem() throws RepairProblem {
        return switch (next()) {
            case START_OBJECT -> true;
            case END_ARRAY -> false;
            default -> throw problem("an object or the list's end is expected here");
        };
    }

    /** Whether the field has an object, which has begun, or null. */
    boolean beginOptional(String name) throws RepairProblem {
        name(name);
        return switch (next()) {
            case START_OBJECT -> true;
            case VALUE_NULL -> false;
            default -> throw problem("\"" + name + "\" is an object or null");
        };
    }

    void endOfText() throws RepairProblem {
        try {
            if (parser.nextToken() != null) {
                throw problem("something follows the plan's end");
            }
        } catch (JacksonException e) {
            throw problem("something follows the plan's end");
        }
    }

    String text(String name) throws RepairProblem {
        Optional<String> text = optionalText(name);
        if (text.isEmpty()) {
            throw problem("\"" + name + "\" is a text");
        }
        return text.get();
    }

    Optional<String> optionalText(String name) throws RepairProblem {
        name(name);
        return switch (next()) {
            case VALUE_STRING -> Optional.of(string());
            case VALUE_NULL -> Optional.empty();
            default -> throw problem("\"" + name + "\" is a text");
        };
    }

    private String string() throws RepairProblem {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw problem("broken JSON");
        }
    }

    String hash(String name) throws RepairProblem {
        String text = text(name);
        if (!Hashes.isHash(text)) {
            throw problem("\"" + name + "\" is a SHA-256 of 64 hexadecimal digits");
        }
        return text;
    }

    Instant time(String name) throws RepairProblem {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw problem("\"" + name + "\" is a time");
        }
    }

    List<String> texts(String name) throws RepairProblem {
        beginList(name);
        List<String> texts = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            if (token != JsonToken.VALUE_STRING || texts.size() == MOST_ITEMS) {
                throw problem("\"" + name + "\" is a list of texts");
            }
            texts.add(string());
        }
        return texts;
    }

    long number(String name, long least, long most) throws RepairProblem {
        OptionalLong number = optionalNumber(name);
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw problem("\"" + name + "\" is a whole number from " + least + " to " + most);
        }
        return number.getAsLong();
    }

    OptionalLong optionalNumber(String name) throws RepairProblem {
        name(name);
        try {
            return switch (next()) {
                case VALUE_NUMBER_INT -> OptionalLong.of(parser.getLongValue());
                case VALUE_NULL -> OptionalLong.empty();
                default -> throw problem("\"" + name + "\" is a whole number");
            };
        } catch (JacksonException e) {
            throw problem("\"" + name + "\" is a whole number of at most 63 bits");
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
            throw problem("\"" + name + "\" is a number");
        }
        throw problem("\"" + name + "\" is a number from 0 to 1");
    }

    @Override
    public void close() {
        parser.close();
    }
}
