// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is remembered, as JSON. A text that is cut off, mistyped by hand or of a later release gives
 * all that can be understood of it, field by field, down to a single bookmark.
 *
 * @param remembered
 *            what was understood
 * @param all
 *            what was understood, and fields of a later release, which are written again as they
 *            are
 * @param whole
 *            whether nothing was left out
 */
record PreferencesText(Remembered remembered, ObjectNode all, boolean whole) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    /** What is written here is no deeper; a parser that goes on would use up the stack. */
    private static final int DEEPEST = 32;

    static final PreferencesText EMPTY = new PreferencesText(Remembered.NOTHING, JSON.createObjectNode(), true);
    static final PreferencesText UNREADABLE = new PreferencesText(Remembered.NOTHING, JSON.createObjectNode(), false);

    /** Reads as much as can be read. */
    static PreferencesText read(String text) {
        Reading reading = new Reading();
        ObjectNode all = reading.object(text);
        return new PreferencesText(JSON.treeToValue(all, Remembered.class), all, reading.whole);
    }

    /** The text for what is remembered now. */
    String with(Remembered now) {
        ObjectNode next = all.deepCopy();
        for (Map.Entry<String, JsonNode> field : JSON.<ObjectNode>valueToTree(now).properties()) {
            if (field.getValue() instanceof ObjectNode object) {
                object.removeNulls();
            }
            if (field.getValue().isNull()) {
                next.remove(field.getKey());
            } else {
                next.set(field.getKey(), field.getValue());
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(next) + "\n";
    }

    /** One reading; notes whether something was left out. */
    private static final class Reading {
        private boolean whole = true;

        ObjectNode object(String text) {
            try (JsonParser parser = JSON.createParser(text)) {
                JsonNode parsed = parser.nextToken() == null ? null : parsed(parser, 0);
                if (parsed instanceof ObjectNode object) {
                    whole &= isAtEnd(parser);
                    return whole && !text.contains("null") && fits(object) ? object : understood(object);
                }
            } catch (JacksonException e) {
                whole = false;
            }
            whole = false;
            return JSON.createObjectNode();
        }

        private static boolean isAtEnd(JsonParser parser) {
            try {
                return parser.nextToken() == null;
            } catch (JacksonException behindIt) {
                return false;
            }
        }

        /** The value at the parser; as far as it could be read, if it is an object or an array. */
        private @Nullable JsonNode parsed(JsonParser parser, int depth) {
            JsonToken token = parser.currentToken();
            if (depth > DEEPEST || (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY)) {
                return JSON.readTree(parser);
            }
            return token == JsonToken.START_OBJECT ? fields(parser, depth) : elements(parser, depth);
        }

        private ObjectNode fields(JsonParser parser, int depth) {
            ObjectNode object = JSON.createObjectNode();
            try {
                while (whole && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    JsonNode value = parsed(parser, depth + 1);
                    if (value != null) {
                        object.set(name, value);
                    }
                }
            } catch (JacksonException e) {
                whole = false;
            }
            return object;
        }

        private ArrayNode elements(JsonParser parser, int depth) {
            ArrayNode array = JSON.createArrayNode();
            try {
                while (whole && parser.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode value = parsed(parser, depth + 1);
                    if (value != null) {
                        array.add(value);
                    }
                }
            } catch (JacksonException e) {
                whole = false;
            }
            return array;
        }

        /** Without fields and elements that are of another type than they should be. */
        private ObjectNode understood(ObjectNode object) {
            ObjectNode good = JSON.createObjectNode();
            object.properties().forEach(field -> understood(field.getValue(),
                    value -> JSON.createObjectNode().set(field.getKey(), value))
                    .ifPresent(value -> good.set(field.getKey(), value)));
            return good;
        }

        private interface Frame {
            /** What is remembered with the value in its place and nothing else. */
            JsonNode around(JsonNode value);
        }

        private Optional<JsonNode> understood(JsonNode value, Frame frame) {
            if (value.isNull()) {
                return Optional.empty();
            }
            if (fits(frame.around(value)) && !value.isContainer()) {
                return Optional.of(value);
            }
            if (value instanceof ObjectNode object) {
                ObjectNode good = JSON.createObjectNode();
                object.properties().forEach(field -> understood(field.getValue(),
                        inner -> frame.around(JSON.createObjectNode().set(field.getKey(), inner)))
                        .ifPresent(inner -> good.set(field.getKey(), inner)));
                return understoodAs(good, frame);
            }
            if (value instanceof ArrayNode array) {
                ArrayNode good = JSON.createArrayNode();
                array.forEach(element -> understood(element,
                        inner -> frame.around(JSON.createArrayNode().add(inner))).ifPresent(good::add));
                return understoodAs(good, frame);
            }
            whole = false;
            return Optional.empty();
        }

        private Optional<JsonNode> understoodAs(JsonNode good, Frame frame) {
            if (fits(frame.around(good))) {
                return Optional.of(good);
            }
            whole = false;
            return Optional.empty();
        }

        private static boolean fits(JsonNode all) {
            try {
                JSON.treeToValue(all, Remembered.class);
                return true;
            } catch (JacksonException e) {
                return false;
            }
        }
    }
}
