package io.btautomations.btql.scan;

import static io.btautomations.btql.scan.JsonBytes.MALFORMED;

/**
 * Walks JSON text byte by byte and checks all of it: the grammar of RFC 8259, UTF-8, and how deep containers nest.
 * Reads up to eight bytes past the end of the text.
 */
final class StrictWalker {

    /** How deep containers may nest unless said otherwise, the row's own object included. */
    static final int DEFAULT_MAXIMUM_DEPTH = 1_000;

    private final int maximumDepth;
    private byte[] bytes = new byte[0];
    private int limit;
    private Slots slots = new Slots(0);
    private boolean escaped;

    StrictWalker() {
        this(DEFAULT_MAXIMUM_DEPTH);
    }

    StrictWalker(int maximumDepth) {
        this.maximumDepth = maximumDepth;
    }

    /** Fills the slots of {@code node} and below from the value at {@code from}; one past it, or {@code MALFORMED}. */
    int walk(PathNode node, byte[] text, int from, int to, Slots target) {
        bytes = text;
        limit = to;
        slots = target;
        return value(node, from, 0);
    }

    /** Fills the slots behind the indexes of {@code node} from the array at {@code [from, to)}; false if malformed. */
    boolean fillElements(PathNode node, byte[] text, int from, int to, Slots target) {
        bytes = text;
        limit = to;
        slots = target;
        return elements(node, from, 0) == to;
    }

    private int value(PathNode node, int at, int depth) {
        if (at >= limit) {
            return MALFORMED;
        }
        slots.clear(node.slotsBelow());
        return switch (bytes[at]) {
            case '{' -> object(node, at, depth + 1);
            case '[' -> array(node, at, depth + 1);
            case '"' -> string(node, at);
            default -> scalar(node, at);
        };
    }

    private int object(PathNode node, int open, int depth) {
        if (depth > maximumDepth) {
            return MALFORMED;
        }
        int at = afterWhitespace(open + 1);
        if (isAt('}', at)) {
            return filled(node, ValueKind.OBJECT, open, at + 1);
        }
        while (true) {
            int keyEnd = isAt('"', at) ? stringEnd(at) : MALFORMED;
            if (keyEnd == MALFORMED) {
                return MALFORMED;
            }
            PathNode child = node.child(bytes, at + 1, keyEnd - 1);
            int colon = afterWhitespace(keyEnd);
            if (!isAt(':', colon)) {
                return MALFORMED;
            }
            int valueEnd = value(child, afterWhitespace(colon + 1), depth);
            if (valueEnd == MALFORMED) {
                return MALFORMED;
            }
            at = afterWhitespace(valueEnd);
            if (isAt('}', at)) {
                return filled(node, ValueKind.OBJECT, open, at + 1);
            }
            if (!isAt(',', at)) {
                return MALFORMED;
            }
            at = afterWhitespace(at + 1);
        }
    }

    private int array(PathNode node, int open, int depth) {
        int end = elements(PathNode.UNWANTED, open, depth);
        if (end == MALFORMED) {
            return MALFORMED;
        }
        for (int slot : node.slotsBehindKeys()) {
            slots.set(slot, ValueKind.SPREAD, open, end, node.depth());
        }
        if (node.hasIndexes()) {
            elements(node, open, depth);
        }
        return filled(node, ValueKind.ARRAY, open, end);
    }

    /** Walks the elements of the array at {@code open}, entering those that indexes of {@code node} lead to. */
    private int elements(PathNode node, int open, int depth) {
        if (depth > maximumDepth) {
            return MALFORMED;
        }
        int count = node.hasIndexes() ? countElements(open, depth) : 0;
        int at = afterWhitespace(open + 1);
        if (isAt(']', at)) {
            return at + 1;
        }
        for (int position = 0; true; position++) {
            int end = value(PathNode.UNWANTED, at, depth);
            if (end == MALFORMED) {
                return MALFORMED;
            }
            fillElement(node, position, count, at, depth);
            at = afterWhitespace(end);
            if (isAt(']', at)) {
                return at + 1;
            }
            if (!isAt(',', at)) {
                return MALFORMED;
            }
            at = afterWhitespace(at + 1);
        }
    }

    private void fillElement(PathNode node, int position, int count, int at, int depth) {
        for (int i = 0; i < node.indexCount(); i++) {
            int index = node.index(i);
            if (index == position || index == position - count) {
                value(node.indexChild(i), at, depth);
            }
        }
    }

    /** Number of elements of the array at {@code open}; without meaning if it is malformed. */
    private int countElements(int open, int depth) {
        int at = afterWhitespace(open + 1);
        int count = 0;
        while (at < limit && bytes[at] != ']') {
            int end = value(PathNode.UNWANTED, at, depth);
            if (end == MALFORMED) {
                return count;
            }
            count++;
            at = afterWhitespace(end);
            if (isAt(',', at)) {
                at = afterWhitespace(at + 1);
            }
        }
        return count;
    }

    private int string(PathNode node, int at) {
        int end = stringEnd(at);
        if (end == MALFORMED) {
            return MALFORMED;
        }
        if (node.hasSlot()) {
            filled(node, escaped ? ValueKind.ESCAPED_STRING : ValueKind.STRING, at, end);
        }
        return end;
    }

    private int scalar(PathNode node, int at) {
        int end = JsonBytes.scalarEnd(bytes, at, limit);
        ValueKind kind = JsonBytes.scalarKind(bytes, at, end);
        return kind == ValueKind.MISSING ? MALFORMED : filled(node, kind, at, end);
    }

    private int filled(PathNode node, ValueKind kind, int from, int to) {
        if (node.hasSlot()) {
            slots.set(node.slot(), kind, from, to, node.depth());
        }
        return to;
    }

    /** One past the closing quote of the string whose opening quote is at {@code open}; tells if it is escaped. */
    private int stringEnd(int open) {
        escaped = false;
        int at = open + 1;
        while (at < limit) {
            long word = Swar.load(bytes, at);
            long special = Swar.specialInText(word);
            if (special == 0) {
                at += Swar.BYTES;
                continue;
            }
            at += Swar.first(special);
            if (isAt('"', at)) {
                return at + 1;
            }
            int length = at < limit ? characterLength(at) : 0;
            if (length == 0) {
                return MALFORMED;
            }
            at += length;
        }
        return MALFORMED;
    }

    /** Length of the escape or of the UTF-8 sequence at {@code at}; 0 if it is neither. */
    private int characterLength(int at) {
        boolean isEscape = bytes[at] == '\\';
        escaped |= isEscape;
        int length = isEscape ? escapeLength(at) : Utf8Sequence.length(bytes, at, limit);
        return at + length <= limit ? length : 0;
    }

    private int escapeLength(int at) {
        if (at + 1 >= limit) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> EscapedText.hexadecimal(bytes, at + 2, limit) < 0 ? 0 : 6;
            default -> 0;
        };
    }

    private boolean isAt(char expected, int at) {
        return at < limit && bytes[at] == expected;
    }

    private int afterWhitespace(int at) {
        return JsonBytes.skipWhitespace(bytes, at, limit);
    }
}
