package io.btautomations.btql.source;

import java.util.Arrays;

/** A text and where its lines begin. Line ends are LF, CR LF and CR. Immutable. */
public final class SourceText {

    private final String text;
    private final int[] lineStarts;

    public SourceText(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /**
     * The line and column of an offset.
     *
     * @param offset in UTF-16 code units; what is beyond the end is taken as the end
     */
    public LineColumn at(int offset) {
        int within = Math.min(Math.max(offset, 0), text.length());
        int line = lineIndex(within);
        return new LineColumn(line + 1, text.codePointCount(lineStarts[line], within) + 1);
    }

    /** The range of the line that holds an offset, without its line end. */
    public SourceSpan lineAt(int offset) {
        int line = lineIndex(Math.min(Math.max(offset, 0), text.length()));
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        while (end > lineStarts[line] && isLineEnd(text.charAt(end - 1))) {
            end--;
        }
        return new SourceSpan(lineStarts[line], end);
    }

    /** What stands in a range; what is beyond the end of the text is left out. */
    public String slice(SourceSpan span) {
        int end = Math.min(span.end(), text.length());
        return text.substring(Math.min(span.start(), end), end);
    }

    private int lineIndex(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean withinCrLf = character == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n';
            if (isLineEnd(character) && !withinCrLf) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count] = index + 1;
                count++;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
