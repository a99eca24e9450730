package io.btautomations.btql.source;

/**
 * A half-open range of a text, in UTF-16 code units from its beginning.
 *
 * @param start first code unit, 0 or more
 * @param end one past the last code unit, {@code start} or more
 */
public record SourceSpan(int start, int end) {

    /** The span of what stands in no text, such as a tree built by hand. */
    public static final SourceSpan NONE = new SourceSpan(0, 0);

    public SourceSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
        }
    }

    /** The smallest span that holds both. */
    public SourceSpan to(SourceSpan last) {
        return new SourceSpan(Math.min(start, last.start), Math.max(end, last.end));
    }
}
