package io.btautomations.core.export;

import io.btautomations.btql.scan.Lines;
import io.btautomations.btql.scan.RowScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The rows of a content as raw bytes, one after the other. Content is JSON Lines; or, if it begins with a bracket or is
 * said to be one document, JSON values however they are broken into lines, of which line ends between tokens are left
 * out so that each fits a line. For one thread.
 */
final class RowReader {

    /** Longest row, in bytes. */
    static final int MOST_BYTES = 128 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int ROOM = RowScanner.PADDING;

    private final InputStream stream;
    private final int mostBytes;
    private final byte[] input = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private byte[] row = new byte[BUFFER_BYTES];
    private int start = ROOM;
    private int end = ROOM;
    private long number;
    private boolean structured;
    private boolean begun;

    /** @param document whether the content is said to be JSON values rather than JSON Lines */
    RowReader(InputStream stream, boolean document) {
        this(stream, document, MOST_BYTES);
    }

    RowReader(InputStream stream, boolean document, int mostBytes) {
        this.stream = stream;
        this.structured = document;
        this.mostBytes = mostBytes;
    }

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException, UnfitItemException {
        if (!begun) {
            begin();
        }
        start = ROOM;
        end = ROOM;
        boolean found = structured ? nextValue() : nextLine();
        if (found) {
            number++;
        }
        return found;
    }

    /**
     * Holds the row from {@link #start} to {@link #end}, with as much room around it as scanners like; to be read only,
     * and only until the next row.
     */
    byte[] bytes() {
        return row;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the row, from 1. */
    long number() {
        return number;
    }

    private void begin() throws IOException, UnfitItemException {
        begun = true;
        if (peek() == BYTE_ORDER_MARK[0]) {
            for (int expected : BYTE_ORDER_MARK) {
                if (peek() != expected) {
                    throw new UnfitItemException("row 1 is not UTF-8");
                }
                position++;
            }
        }
        while (isSpace(peek())) {
            position++;
        }
        structured |= peek() == '[';
    }

    private boolean nextLine() throws IOException, UnfitItemException {
        while (true) {
            int available = peek() < 0 ? 0 : limit - position;
            if (available == 0) {
                return endLine();
            }
            int lineEnd = Lines.indexOfNewline(input, position, limit);
            append(position, lineEnd - position);
            boolean atLineEnd = lineEnd < limit;
            position = atLineEnd ? lineEnd + 1 : lineEnd;
            if (atLineEnd && endLine()) {
                return true;
            }
        }
    }

    /** Leaves the blanks around a row out; false if nothing remains. */
    private boolean endLine() {
        while (end > start && isSpace(row[end - 1])) {
            end--;
        }
        while (start < end && isSpace(row[start])) {
            start++;
        }
        if (start == end) {
            start = ROOM;
            end = ROOM;
        }
        return start < end;
    }

    private boolean nextValue() throws IOException, UnfitItemException {
        int next = peek();
        while (isSpace(next) || next == ',' || next == '[' || next == ']') {
            position++;
            next = peek();
        }
        if (next < 0) {
            return false;
        }
        if (next != '{') {
            throw new UnfitItemException("row " + (number + 1) + " is no JSON object");
        }
        int depth = 0;
        boolean inText = false;
        boolean escaped = false;
        while (true) {
            int current = peek();
            if (current < 0) {
                throw new UnfitItemException("row " + (number + 1) + " ends in the middle");
            }
            if (inText) {
                inText = escaped || current != '"';
                escaped = !escaped && current == '\\';
            } else if (current == '"') {
                inText = true;
            } else if (current == '{' || current == '[') {
                depth++;
            } else if (current == '}' || current == ']') {
                depth--;
            }
            if (inText || (current != '\n' && current != '\r')) {
                append(position, 1);
            }
            position++;
            if (depth == 0) {
                return true;
            }
        }
    }

    private void append(int from, int count) throws UnfitItemException {
        if (count > mostBytes - (end - start)) {
            throw new UnfitItemException(
                    "row " + (number + 1) + " is longer than " + mostBytes + " bytes, the most that a row may have");
        }
        int needed = end + count + ROOM;
        if (needed > row.length) {
            row = Arrays.copyOf(row, Math.max(needed, 2 * row.length));
        }
        System.arraycopy(input, from, row, end, count);
        end += count;
    }

    /** The next byte, not yet taken; -1 at the end. */
    private int peek() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, stream.read(input, 0, input.length));
        }
        return limit == 0 ? -1 : input[position] & 0xFF;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
