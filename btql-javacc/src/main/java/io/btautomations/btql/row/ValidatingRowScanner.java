package io.btautomations.btql.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.btautomations.btql.value.JsonReader;
import java.io.IOException;
import java.util.Optional;

/** Reads every byte of a row: what it accepts is valid UTF-8 and valid JSON, nested no deeper than the limit. */
public final class ValidatingRowScanner implements RowScanner {

    private final PathSet paths;

    public ValidatingRowScanner(PathSet paths) {
        this.paths = paths;
    }

    @Override
    public boolean scan(byte[] bytes, int from, int to, Slots slots) {
        slots.clear();
        if (!Utf8.isValid(bytes, from, to)) {
            return false;
        }
        try (JsonParser parser = JsonReader.FACTORY.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            int start = from + offset(parser);
            walkObject(parser, paths.root(), from, slots);
            if (paths.root().slot().isPresent()) {
                slots.setValue(paths.root().slot().getAsInt(), start, from + position(parser));
            }
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    private void walkObject(JsonParser parser, PathSet.Node node, int from, Slots slots) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Optional<PathSet.Node> child = node.child(parser.currentName());
            parser.nextToken();
            if (child.isPresent()) {
                walkValue(parser, child.get(), from, slots);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void walkValue(JsonParser parser, PathSet.Node node, int from, Slots slots) throws IOException {
        for (int slot : node.slots()) {
            slots.setMissing(slot);
        }
        JsonToken token = parser.currentToken();
        int start = from + offset(parser);
        if (token == JsonToken.START_OBJECT && !node.isLeaf()) {
            walkObject(parser, node, from, slots);
        } else if (token == JsonToken.VALUE_STRING) {
            parser.finishToken();
        } else {
            parser.skipChildren();
        }
        int end = from + position(parser);
        if (node.slot().isPresent()) {
            slots.setValue(node.slot().getAsInt(), start, end);
        }
        if (token == JsonToken.START_ARRAY && !node.isLeaf()) {
            for (int slot : node.slots()) {
                if (node.slot().isEmpty() || node.slot().getAsInt() != slot) {
                    slots.setArrayOnTheWay(slot, start, end, node.depth());
                }
            }
        }
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
