package io.btautomations.btql.scan;

import java.util.Optional;

/** Makes scanners. Immutable and safe for use by several threads; the scanners are for one thread each. */
public final class RowScanners {

    private static final RowScanners PLAIN = new RowScanners(new SwarMasks());

    private final ByteMasks masks;

    private RowScanners(ByteMasks masks) {
        this.masks = masks;
    }

    /** Scanners in plain Java. */
    public static RowScanners plain() {
        return PLAIN;
    }

    /**
     * Scanners that use the Vector API; empty unless Java was started with {@code --add-modules jdk.incubator.vector}.
     * They need some gigabytes in one process to make up for their slower start.
     */
    public static Optional<RowScanners> vector() {
        return VectorSupport.masks().map(RowScanners::new);
    }

    /** Those of {@link #vector} where Java has it, else those of {@link #plain}. */
    public static RowScanners fastest() {
        return vector().orElse(PLAIN);
    }

    /**
     * A scanner that goes through each row from its start. It notices what is malformed in the objects that paths lead
     * through, and elsewhere strings that do not end and brackets that do not balance.
     */
    public RowScanner forward(PathTrie trie) {
        return new ForwardScanner(trie, masks);
    }

    /**
     * A scanner that goes through the members of each row from the last one and stops when every path is decided. Exact
     * for well-formed rows; what is malformed in the part that it need not read goes unnoticed.
     */
    public RowScanner backward(PathTrie trie) {
        return canGoBackward(trie) ? new BackwardScanner(trie, masks) : forward(trie);
    }

    /**
     * A scanner that learns from the rows which of {@link #forward} and {@link #backward} reads less, and goes that
     * way.
     */
    public RowScanner learning(PathTrie trie) {
        RowScanner forward = forward(trie);
        return canGoBackward(trie) ? new LearningScanner(new BackwardScanner(trie, masks), forward) : forward;
    }

    /**
     * A scanner that checks every byte: the grammar of RFC 8259, UTF-8, and that containers nest at most
     * {@code maximumDepth} deep, the row's own object included.
     *
     * @param maximumDepth from 1 to 1,000
     */
    public RowScanner validating(PathTrie trie, int maximumDepth) {
        if (maximumDepth < 1 || maximumDepth > 1_000) {
            throw new IllegalArgumentException("The maximum depth must be from 1 to 1,000, got " + maximumDepth);
        }
        return new ValidatingScanner(trie, maximumDepth);
    }

    private static boolean canGoBackward(PathTrie trie) {
        return trie.root().keyCount() <= BackwardScanner.MOST_KEYS;
    }
}
