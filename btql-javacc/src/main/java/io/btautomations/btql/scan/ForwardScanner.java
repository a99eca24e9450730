package io.btautomations.btql.scan;

/**
 * Goes through the whole row from its start. Checks the members of the objects that paths lead through; of the values
 * it skips it checks only that strings end and brackets are balanced.
 */
final class ForwardScanner extends PaddedScanner {

    private final ForwardNavigator navigator;

    ForwardScanner(PathTrie trie, ByteMasks masks) {
        PathNode root = trie.root();
        this.navigator = new ForwardNavigator(root, new KeyMemory(root), masks, new SlotFiller(new StrictWalker()));
    }

    @Override
    boolean scanPadded(byte[] bytes, int from, int to, Slots slots) {
        int open = JsonBytes.skipWhitespace(bytes, from, to);
        if (open == to || bytes[open] != '{') {
            return false;
        }
        int end = navigator.walkRow(bytes, open, to, slots);
        return end != JsonBytes.MALFORMED && JsonBytes.skipWhitespace(bytes, end, to) == to;
    }
}
