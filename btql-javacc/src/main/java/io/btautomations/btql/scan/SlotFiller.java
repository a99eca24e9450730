package io.btautomations.btql.scan;

/** Puts values whose ends are known into slots. */
final class SlotFiller {

    private final StrictWalker walker;

    SlotFiller(StrictWalker walker) {
        this.walker = walker;
    }

    /**
     * Fills the slots of {@code node} and below from the value at {@code [from, to)}; objects are not entered.
     *
     * @return false if the value is malformed
     */
    boolean fill(PathNode node, byte[] bytes, int from, int to, Slots slots) {
        ValueKind kind = kind(bytes, from, to);
        if (kind == ValueKind.MISSING) {
            return false;
        }
        if (node.hasSlot()) {
            slots.set(node.slot(), kind, from, to, node.depth());
        }
        return kind != ValueKind.ARRAY || node.isLeaf() || fillFromArray(node, bytes, from, to, slots);
    }

    private static ValueKind kind(byte[] bytes, int from, int to) {
        byte last = bytes[to - 1];
        return switch (bytes[from]) {
            case '"' -> last == '"' && to - from > 1 ? stringKind(bytes, from, to) : ValueKind.MISSING;
            case '{' -> last == '}' ? ValueKind.OBJECT : ValueKind.MISSING;
            case '[' -> last == ']' ? ValueKind.ARRAY : ValueKind.MISSING;
            default -> JsonBytes.scalarKind(bytes, from, to);
        };
    }

    private static ValueKind stringKind(byte[] bytes, int from, int to) {
        return EscapedText.hasBackslash(bytes, from + 1, to - 1) ? ValueKind.ESCAPED_STRING : ValueKind.STRING;
    }

    private boolean fillFromArray(PathNode node, byte[] bytes, int from, int to, Slots slots) {
        for (int slot : node.slotsBehindKeys()) {
            slots.set(slot, ValueKind.SPREAD, from, to, node.depth());
        }
        return !node.hasIndexes() || walker.fillElements(node, bytes, from, to, slots);
    }
}
