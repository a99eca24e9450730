package io.btautomations.btql.scan;

/** Checks every byte of the row: grammar, UTF-8 and nesting. */
final class ValidatingScanner extends PaddedScanner {

    private final PathNode root;
    private final StrictWalker walker;

    ValidatingScanner(PathTrie trie, int maximumDepth) {
        this.root = trie.root();
        this.walker = new StrictWalker(maximumDepth);
    }

    @Override
    boolean scanPadded(byte[] bytes, int from, int to, Slots slots) {
        int open = JsonBytes.skipWhitespace(bytes, from, to);
        if (open == to || bytes[open] != '{') {
            return false;
        }
        int end = walker.walk(root, bytes, open, to, slots);
        return end != JsonBytes.MALFORMED && JsonBytes.skipWhitespace(bytes, end, to) == to;
    }
}
