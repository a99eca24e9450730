package io.btautomations.btql.grammar;

import java.util.Arrays;

/** Where the brackets that are not yet closed were opened. */
final class OpenBrackets {

    private int[] offsets = new int[16];
    private int count;

    void push(int offset) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        offsets[count] = offset;
        count++;
    }

    void pop() {
        count--;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Where the innermost one was opened. */
    int innermost() {
        return offsets[count - 1];
    }
}
