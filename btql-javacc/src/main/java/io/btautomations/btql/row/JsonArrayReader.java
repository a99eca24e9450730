package io.btautomations.btql.row;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts one JSON array into rows, one for each element, whatever white space stands around and within them: a row comes
 * without its line breaks. Where the array breaks off or its brackets do not match, what is left comes as one row,
 * which is then no JSON. An element longer than the limit is skipped and counted.
 */
public final class JsonArrayReader implements RowBlocks {

    private enum State {
        BEFORE_ARRAY,
        BETWEEN_ELEMENTS,
        IN_ELEMENT,
        AFTER_ARRAY
    }

    private final InputStream in;
    private final RowLimits limits;
    private final ByteRowBlock block = new ByteRowBlock();
    private final byte[] input;
    private byte[] output;
    private int inputPosition;
    private int inputEnd;
    private long inputOffset;
    private long oversizedRows;

    private State state = State.BEFORE_ARRAY;
    private int outputEnd;
    private int elementStart;
    private int depth;
    private boolean inString;
    private boolean isEscaped;
    private boolean isOversized;
    /** White space outside of brackets matters only if something follows it. */
    private boolean spacePending;

    private long blockOffset;

    /** A reader of a stream whose first byte other than white space is {@code [}. */
    public JsonArrayReader(InputStream in, RowLimits limits) {
        this.in = in;
        this.limits = limits;
        this.input = new byte[limits.blockBytes()];
        this.output = new byte[limits.blockBytes()];
    }

    @Override
    public long oversizedRows() {
        return oversizedRows;
    }

    @Override
    public Optional<RowBlock> next() throws IOException {
        outputEnd = 0;
        block.reset(output);
        blockOffset = inputOffset + inputPosition;
        boolean ended = false;
        while (!ended && isHungry()) {
            if (inputPosition == inputEnd) {
                inputOffset += inputEnd;
                inputPosition = 0;
                inputEnd = Math.max(0, in.read(input));
                ended = inputEnd == 0;
            }
            while (inputPosition < inputEnd && isHungry()) {
                take(input[inputPosition++]);
            }
        }
        if (ended && state == State.IN_ELEMENT) {
            finishElement();
        }
        if (block.rowCount() == 0) {
            return Optional.empty();
        }
        block.reuse(output);
        block.finish(outputEnd, blockOffset);
        return Optional.of(block);
    }

    private boolean isHungry() {
        return state == State.IN_ELEMENT || outputEnd < limits.blockBytes();
    }

    private void take(byte next) {
        switch (state) {
            case BEFORE_ARRAY -> {
                if (next == '[') {
                    state = State.BETWEEN_ELEMENTS;
                }
            }
            case BETWEEN_ELEMENTS -> betweenElements(next);
            case IN_ELEMENT -> inElement(next);
            case AFTER_ARRAY -> {
                if (!isSpace(next)) {
                    startElement();
                    append(next);
                }
            }
        }
    }

    private void betweenElements(byte next) {
        if (next == ']') {
            state = State.AFTER_ARRAY;
        } else if (next != ',' && !isSpace(next)) {
            startElement();
            inElement(next);
        }
    }

    private void startElement() {
        state = State.IN_ELEMENT;
        elementStart = outputEnd;
        depth = 0;
        inString = false;
        isEscaped = false;
        isOversized = false;
        spacePending = false;
    }

    private void inElement(byte next) {
        if (inString) {
            append(next);
            inString = isEscaped || next != '"';
            isEscaped = !isEscaped && next == '\\';
            return;
        }
        boolean closesArray = next == ']' && depth == 0;
        if (closesArray || next == ',' && depth == 0) {
            finishElement();
            state = closesArray ? State.AFTER_ARRAY : State.BETWEEN_ELEMENTS;
            return;
        }
        switch (next) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        if (depth == 0 && isSpace(next)) {
            spacePending = true;
            return;
        }
        if (spacePending) {
            append((byte) ' ');
            spacePending = false;
        }
        append(next == '\n' || next == '\r' ? (byte) ' ' : next);
    }

    private void append(byte next) {
        if (isOversized) {
            return;
        }
        if (outputEnd - elementStart == limits.maximumRowBytes()) {
            isOversized = true;
            oversizedRows++;
            outputEnd = elementStart;
            return;
        }
        if (outputEnd + 1 >= output.length) {
            output = Arrays.copyOf(output, (int) Math.min(output.length * 2L, Integer.MAX_VALUE - 8L));
        }
        output[outputEnd++] = next;
    }

    private void finishElement() {
        if (!isOversized) {
            block.add(elementStart, outputEnd);
            output[outputEnd++] = '\n';
        }
        state = State.BETWEEN_ELEMENTS;
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
