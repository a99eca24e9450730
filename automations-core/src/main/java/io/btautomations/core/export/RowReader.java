package io.btautomations.core.export;

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

    private final InputStream stream;
    private final int mostBytes;
    private final byte[] input = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private byte[] row = new byte[BUFFER_BYTES];
    private int length;
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
        length = 0;
        boolean found = structured ? nextValue() : nextLine();
        if (found) {
            number++;
        }
        return found;
    }

    /** Holds the row from 0 to {@link #length}; to be read only, and only until the next row. */
    byte[] bytes() {
        return row;
    }

    int length() {
        return length;
    }

    /** Number of the row, from 1. */
    long number() {
        return number;
    }

    private void begin() throws IOException {
        begun = true;
        if (peek() == 0xEF) { // a byte order mark
            position = Math.min(limit, position + 3);
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
            int end = position;
            while (end < limit && input[end] != '\n') {
                end++;
            }
            append(position, end - position);
            boolean atLineEnd = end < limit;
            position = atLineEnd ? end + 1 : end;
            if (atLineEnd && endLine()) {
                return true;
            }
        }
    }

    /** Leaves the blanks around a row out; false if nothing remains. */
    private boolean endLine() {
        int end = length;
        while (end > 0 && isSpace(row[end - 1])) {
            end--;
        }
        int start = 0;
        while (start < end && isSpace(row[start])) {
            start++;
        }
        if (start > 0) {
            System.arraycopy(row, start, row, 0, end - start);
        }
        length = end - start;
        return length > 0;
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
        if (count > mostBytes - length) {
            throw new UnfitItemException(
                    "row " + (number + 1) + " is longer than " + mostBytes + " bytes, the most that a row may have");
        }
        if (length + count > row.length) {
            int larger = (int) Math.min(mostBytes, Math.max(2L * row.length, (long) length + count));
            row = Arrays.copyOf(row, larger);
        }
        System.arraycopy(input, from, row, length, count);
        length += count;
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
