package io.btautomations.btql.scan;

import static io.btautomations.btql.scan.JsonBytes.MALFORMED;

/**
 * Goes through the row's members from the last one and stops when every path is decided: as the last of two equal keys
 * counts, the first one found decides. What lies further to the front is not looked at, apart from the opening bracket.
 */
final class BackwardScanner extends PaddedScanner {

    /** Most keys of a row that can be kept track of. */
    static final int MOST_KEYS = Long.SIZE;

    private final PathNode root;
    private final KeyMemory memory;
    private final BackwardBlocks blocks;
    private final ForwardNavigator forward;
    private final SlotFiller filler;
    private byte[] bytes = new byte[0];
    private int open;

    /** The key that was read last, and where it leads. */
    private LearnedKey key;

    private PathNode child = PathNode.UNWANTED;

    BackwardScanner(PathTrie trie, ByteMasks masks) {
        this.root = trie.root();
        this.memory = new KeyMemory(root);
        this.blocks = new BackwardBlocks(masks);
        this.filler = new SlotFiller(new StrictWalker());
        this.forward = new ForwardNavigator(root, new KeyMemory(root), masks, filler);
        this.key = memory.beginning();
    }

    @Override
    boolean scanPadded(byte[] row, int from, int to, Slots slots) {
        bytes = row;
        open = JsonBytes.skipWhitespace(row, from, to);
        int close = JsonBytes.skipWhitespaceBackward(row, to - 1, from);
        if (open >= close || row[open] != '{' || row[close] != '}') {
            return false;
        }
        if (root.hasSlot()) {
            slots.set(root.slot(), ValueKind.OBJECT, open, close + 1, root.depth());
        }
        blocks.reset(row, open, close + 1);
        return members(close, slots);
    }

    /** About how many bytes the last scan looked at. */
    int bytesRead() {
        return blocks.bytesRead();
    }

    private boolean members(int close, Slots slots) {
        long undecided = root.keyCount() == 0 ? 0 : -1L >>> (MOST_KEYS - root.keyCount());
        int at = beforeWhitespace(close - 1);
        if (at == open || undecided == 0) {
            return true;
        }
        key = memory.beginning();
        while (at > open) {
            int valueStart = valueStart(at);
            if (valueStart == MALFORMED) {
                return false;
            }
            int valueEnd = at + 1;
            at = readKey(valueStart - 1);
            if (at == MALFORMED) {
                return false;
            }
            if (child != PathNode.UNWANTED && (undecided >>> child.ordinal() & 1) != 0) {
                undecided ^= 1L << child.ordinal();
                if (!fill(valueStart, valueEnd, slots)) {
                    return false;
                }
                if (undecided == 0) {
                    return true;
                }
            }
            at = beforeWhitespace(at);
            if (at == open) {
                return true;
            }
            if (bytes[at] != ',') {
                return false;
            }
            at = beforeWhitespace(at - 1);
        }
        return false;
    }

    private boolean fill(int from, int to, Slots slots) {
        if (bytes[from] == '{' && child.hasKeys()) {
            return forward.walkMember(child, bytes, from, to, slots) == to;
        }
        return filler.fill(child, bytes, from, to, slots);
    }

    /** Reads the key whose colon, apart from white space, is at {@code at}; the index before its first quote. */
    private int readKey(int at) {
        LearnedKey previous = key;
        LearnedKey guess = previous.next();
        if (!endsAt(guess, at)) {
            guess = previous.alternative();
            if (!endsAt(guess, at)) {
                return readUnexpectedKey(at);
            }
        }
        key = guess;
        child = guess.child();
        return at - guess.length();
    }

    /** Whether the key ends at {@code at} and its first quote is not escaped. */
    private boolean endsAt(LearnedKey guess, int at) {
        int first = at + 1 - guess.length();
        return first > open && guess.isAt(bytes, first) && bytes[first - 1] != '\\';
    }

    private int readUnexpectedKey(int at) {
        int colon = beforeWhitespace(at);
        int last = beforeWhitespace(colon - 1);
        if (last <= open || bytes[colon] != ':' || bytes[last] != '"') {
            return MALFORMED;
        }
        int first = blocks.quoteBefore(last);
        if (first <= open) {
            return MALFORMED;
        }
        child = root.child(bytes, first + 1, last);
        key = colon == at && last == colon - 1
                ? memory.learn(key, bytes, first, colon + 1 - first, child)
                : memory.nothing();
        return first - 1;
    }

    /** Index of the first byte of the value whose last byte is at {@code at}. */
    private int valueStart(int at) {
        int start = switch (bytes[at]) {
            case '"' -> blocks.quoteBefore(at);
            case '}', ']' -> blocks.opening(at);
            default -> JsonBytes.scalarStart(bytes, at, open);
        };
        return start > open && start <= at ? start : MALFORMED;
    }

    private int beforeWhitespace(int at) {
        return bytes[at] > ' ' ? at : JsonBytes.skipWhitespaceBackward(bytes, at, open);
    }
}
