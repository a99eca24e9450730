package io.btautomations.core.braintrust;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;

/**
 * JSON text as bytes, seen through a window that keeps what is marked and nothing else. Finds where values end, and
 * does not look what they are. For one thread.
 */
final class JsonBytes {

    static final int END = -1;

    private static final int FIRST_SIZE = 1 << 16;
    private static final int DEEPEST = 100_000;
    private static final int UNMARKED = -1;

    private final InputStream in;
    private final int longest;
    private final boolean lines;
    private final BitSet objects = new BitSet();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int position;
    private int limit;
    private int mark = UNMARKED;

    /**
     * @param longest most bytes of a marked value
     * @param lines whether a value ends before its line does; if not, line ends in values become spaces
     */
    JsonBytes(InputStream in, int longest, boolean lines) {
        this.in = in;
        this.longest = longest;
        this.lines = lines;
    }

    /** The next byte, which stays the next one. */
    int peek() throws IOException {
        return position == limit && !fill() ? END : buffer[position] & 0xff;
    }

    /** The next byte. */
    int next() throws IOException {
        return position == limit && !fill() ? END : buffer[position++] & 0xff;
    }

    /** The next byte that is no space, which stays the next one. */
    int peekToken() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            position++;
            next = peek();
        }
        return next;
    }

    /** Keeps what is read from here on. */
    void mark() {
        mark = position;
    }

    /** Hands over what was read since the mark, and keeps it no longer. */
    void handTo(RowTaker taker) throws IOException {
        int from = mark;
        checkLength();
        mark = UNMARKED;
        taker.take(buffer, from, position);
    }

    /** What was read since the mark; it is kept no longer. */
    byte[] marked() throws IOException {
        checkLength();
        byte[] bytes = Arrays.copyOfRange(buffer, mark, position);
        mark = UNMARKED;
        return bytes;
    }

    /** Reads the value that begins here. */
    void value() throws IOException {
        switch (peek()) {
            case '{', '[' -> nested();
            case '"' -> {
                position++;
                string();
            }
            default -> scalar();
        }
    }

    private void nested() throws IOException {
        int depth = 0;
        do {
            int next = next();
            switch (next) {
                case END -> throw UnreadableAnswerException.brokenOff();
                case '"' -> string();
                case '{', '[' -> {
                    objects.set(depth++, next == '{');
                    if (depth > DEEPEST) {
                        throw UnreadableAnswerException.damaged("it nests deeper than " + DEEPEST + " levels");
                    }
                }
                case '}', ']' -> {
                    if (objects.get(--depth) != (next == '}')) {
                        throw UnreadableAnswerException.damaged("a bracket closes what it did not open");
                    }
                }
                case '\n', '\r' -> lineEnd();
                default -> {
                    // What stands between strings and brackets has no bearing on where the value ends.
                }
            }
        } while (depth > 0);
    }

    private void lineEnd() throws IOException {
        if (lines) {
            throw UnreadableAnswerException.damaged("a line ends within a row");
        }
        buffer[position - 1] = ' ';
    }

    /** Reads on behind the opening quotation mark. */
    private void string() throws IOException {
        int next = next();
        while (next != '"') {
            if (next == '\\') {
                next = next();
            }
            if (next == END) {
                throw UnreadableAnswerException.brokenOff();
            }
            if (next == '\n' || next == '\r') {
                throw UnreadableAnswerException.damaged("a line ends within a string");
            }
            next = next();
        }
    }

    private void scalar() throws IOException {
        boolean empty = true;
        while (true) {
            switch (peek()) {
                case END -> throw UnreadableAnswerException.brokenOff();
                case ',', ':', '{', '}', '[', ']', '"', ' ', '\n', '\r', '\t' -> {
                    if (empty) {
                        throw UnreadableAnswerException.damaged("a value is missing");
                    }
                    return;
                }
                default -> {
                    position++;
                    empty = false;
                }
            }
        }
    }

    private void checkLength() throws IOException {
        if (position - mark > longest) {
            throw tooLong();
        }
    }

    private UnreadableAnswerException tooLong() {
        return UnreadableAnswerException.foreign("has a row of more than " + longest + " bytes; select fewer fields");
    }

    /** Reads more bytes; false if there are none. */
    private boolean fill() throws IOException {
        if (mark == UNMARKED) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            makeRoom();
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            return false;
        }
        limit += read;
        return read > 0 || fill();
    }

    private void makeRoom() throws IOException {
        int kept = limit - mark;
        if (kept > longest) {
            throw tooLong();
        }
        byte[] target =
                mark > 0 ? buffer : new byte[(int) Math.min(2L * buffer.length, Math.max(longest + 1L, FIRST_SIZE))];
        System.arraycopy(buffer, mark, target, 0, kept);
        buffer = target;
        position -= mark;
        limit = kept;
        mark = 0;
    }
}
