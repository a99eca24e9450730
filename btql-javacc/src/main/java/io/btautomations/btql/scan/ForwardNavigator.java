package io.btautomations.btql.scan;

import static io.btautomations.btql.scan.JsonBytes.MALFORMED;

/** Walks an object from its start, entering the members that paths lead through and skipping the others. */
final class ForwardNavigator {

    private final PathNode root;
    private final KeyMemory rootMemory;
    private final ForwardBlocks blocks;
    private final SlotFiller filler;
    private byte[] bytes = new byte[0];
    private int limit;
    private Slots slots = new Slots(0);

    /** The key that was read last, and where it leads. */
    private LearnedKey key;

    private PathNode child = PathNode.UNWANTED;

    ForwardNavigator(PathNode root, KeyMemory rootMemory, ByteMasks masks, SlotFiller filler) {
        this.root = root;
        this.rootMemory = rootMemory;
        this.blocks = new ForwardBlocks(masks);
        this.filler = filler;
        this.key = rootMemory.beginning();
    }

    /** Walks the row whose opening bracket is at {@code from}; one past its closing bracket, or {@code MALFORMED}. */
    int walkRow(byte[] row, int from, int to, Slots target) {
        return walk(root, rootMemory, row, from, to, target);
    }

    /** Walks the object whose opening bracket is at {@code from}, the value of the row's member {@code node}. */
    int walkMember(PathNode node, byte[] row, int from, int to, Slots target) {
        return walk(node, rootMemory.below(node), row, from, to, target);
    }

    private int walk(PathNode node, KeyMemory memory, byte[] row, int from, int to, Slots target) {
        bytes = row;
        limit = to;
        slots = target;
        blocks.reset(row, from, to);
        int end = object(node, memory, from);
        if (end != MALFORMED && node.hasSlot()) {
            slots.set(node.slot(), ValueKind.OBJECT, from, end, node.depth());
        }
        return end;
    }

    private int object(PathNode node, KeyMemory memory, int open) {
        int at = afterWhitespace(open + 1);
        if (bytes[at] == '}') {
            return closedAt(at);
        }
        key = memory.beginning();
        while (at < limit) {
            at = readKey(node, memory, at);
            if (at == MALFORMED) {
                return MALFORMED;
            }
            at = afterWhitespace(at);
            if (child == PathNode.UNWANTED) {
                at = valueEnd(at);
            } else {
                LearnedKey current = key;
                at = value(child, memory, at);
                key = current;
            }
            if (at == MALFORMED) {
                return MALFORMED;
            }
            at = afterWhitespace(at);
            if (bytes[at] == '}') {
                return closedAt(at);
            }
            if (bytes[at] != ',') {
                return MALFORMED;
            }
            at = afterWhitespace(at + 1);
        }
        return MALFORMED;
    }

    /** Reads the key at {@code at} and its colon; one past the colon. */
    private int readKey(PathNode node, KeyMemory memory, int at) {
        LearnedKey previous = key;
        LearnedKey guess = previous.next();
        if (!guess.isAt(bytes, at)) {
            guess = previous.alternative();
            if (!guess.isAt(bytes, at)) {
                return readUnexpectedKey(node, memory, at);
            }
        }
        key = guess;
        child = guess.child();
        return at + guess.length();
    }

    private int readUnexpectedKey(PathNode node, KeyMemory memory, int at) {
        if (bytes[at] != '"') {
            return MALFORMED;
        }
        int quote = blocks.quote(at + 1);
        if (quote == ForwardBlocks.NONE) {
            return MALFORMED;
        }
        child = node.child(bytes, at + 1, quote);
        int colon = afterWhitespace(quote + 1);
        if (bytes[colon] != ':') {
            return MALFORMED;
        }
        key = colon == quote + 1 ? memory.learn(key, bytes, at, colon + 1 - at, child) : memory.nothing();
        return colon + 1;
    }

    private int value(PathNode node, KeyMemory parentMemory, int at) {
        slots.clear(node.slotsBelow());
        if (bytes[at] == '{' && node.hasKeys()) {
            int end = object(node, parentMemory.below(node), at);
            if (end != MALFORMED && node.hasSlot()) {
                slots.set(node.slot(), ValueKind.OBJECT, at, end, node.depth());
            }
            return end;
        }
        int end = valueEnd(at);
        return end != MALFORMED && filler.fill(node, bytes, at, end, slots) ? end : MALFORMED;
    }

    /** One past the last byte of the value at {@code at}. */
    private int valueEnd(int at) {
        int last = switch (bytes[at]) {
            case '"' -> blocks.quote(at + 1);
            case '{', '[' -> blocks.closing(at + 1);
            default -> JsonBytes.scalarEnd(bytes, at, limit) - 1;
        };
        return last < at ? MALFORMED : last + 1;
    }

    private int afterWhitespace(int at) {
        return bytes[at] > ' ' ? at : JsonBytes.skipWhitespace(bytes, at, limit);
    }

    private int closedAt(int at) {
        return at < limit ? at + 1 : MALFORMED;
    }
}
