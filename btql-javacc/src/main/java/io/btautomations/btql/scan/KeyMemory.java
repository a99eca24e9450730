package io.btautomations.btql.scan;

/** The keys seen in the objects at one place of a {@link PathTrie}, and the memories of the places below. */
final class KeyMemory {

    /** Most keys remembered; objects with ever new keys must not cost ever more. */
    private static final int CAPACITY = 64;

    private final LearnedKey nothing = new LearnedKey();
    private final LearnedKey beginning = new LearnedKey();
    private final LearnedKey[] keys = new LearnedKey[CAPACITY];
    private final KeyMemory[] below;
    private int count;

    KeyMemory(PathNode node) {
        below = new KeyMemory[node.keyCount()];
        for (int i = 0; i < below.length; i++) {
            below[i] = new KeyMemory(node.keyChild(i));
        }
    }

    /** Stands before the first key of an object. */
    LearnedKey beginning() {
        return beginning;
    }

    /** The memory of a place right below this one. */
    KeyMemory below(PathNode child) {
        return below[child.ordinal()];
    }

    /**
     * Remembers that the key of {@code length} bytes from {@code at}, quotes and colon included, followed
     * {@code previous}.
     *
     * @return that key, or one that nothing follows if it is not remembered
     */
    LearnedKey learn(LearnedKey previous, byte[] bytes, int at, int length, PathNode child) {
        LearnedKey key = find(bytes, at, length);
        if (key == nothing && length <= LearnedKey.LONGEST && count < CAPACITY) {
            key = new LearnedKey(bytes, at, length, child, nothing);
            keys[count++] = key;
        }
        if (key != nothing && previous != nothing) {
            previous.setNext(key);
        }
        return key;
    }

    /** What follows a key that cannot be learned. */
    LearnedKey nothing() {
        return nothing;
    }

    private LearnedKey find(byte[] bytes, int at, int length) {
        for (int i = 0; i < count; i++) {
            if (keys[i].length() == length && keys[i].isAt(bytes, at)) {
                return keys[i];
            }
        }
        return nothing;
    }
}
