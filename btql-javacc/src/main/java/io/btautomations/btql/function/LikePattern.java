package io.btautomations.btql.function;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code LIKE} or {@code ILIKE}: {@code %} stands for any run of characters, {@code _} for one character
 * (code point), a backslash before {@code %}, {@code _} or a backslash takes them literally. Anything else, also a
 * backslash before it, stands for itself. Immutable.
 */
public final class LikePattern {

    private static final int ANY_ONE = -1;

    private final boolean ignoreCase;
    private final boolean startsAnywhere;
    private final boolean endsAnywhere;
    private final List<int[]> segments;

    private LikePattern(boolean ignoreCase, boolean startsAnywhere, boolean endsAnywhere, List<int[]> segments) {
        this.ignoreCase = ignoreCase;
        this.startsAnywhere = startsAnywhere;
        this.endsAnywhere = endsAnywhere;
        this.segments = segments;
    }

    /** The pattern that {@code text} spells. */
    public static LikePattern of(String text, boolean ignoreCase) {
        List<int[]> segments = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        boolean startsAnywhere = false;
        boolean endsAnywhere = false;
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            endsAnywhere = false;
            if (point == '%') {
                startsAnywhere |= i == 0;
                endsAnywhere = true;
                flush(current, segments);
            } else if (point == '_') {
                current.add(ANY_ONE);
            } else {
                if (point == '\\' && i + 1 < points.length && isSpecial(points[i + 1])) {
                    i++;
                    point = points[i];
                }
                current.add(ignoreCase ? fold(point) : point);
            }
        }
        flush(current, segments);
        return new LikePattern(ignoreCase, startsAnywhere, endsAnywhere, List.copyOf(segments));
    }

    private static boolean isSpecial(int point) {
        return point == '%' || point == '_' || point == '\\';
    }

    private static void flush(List<Integer> current, List<int[]> segments) {
        if (!current.isEmpty()) {
            segments.add(current.stream().mapToInt(Integer::intValue).toArray());
            current.clear();
        }
    }

    private static int fold(int point) {
        return Character.toLowerCase(Character.toUpperCase(point));
    }

    /**
     * Whether the whole of {@code text} fits. Takes time in proportion to the lengths of text and pattern multiplied.
     */
    public boolean matches(String text) {
        if (segments.isEmpty()) {
            return startsAnywhere || text.isEmpty();
        }
        int position = 0;
        int first = 0;
        int last = segments.size();
        if (!startsAnywhere) {
            position = endOfMatch(segments.getFirst(), text, 0);
            if (position < 0) {
                return false;
            }
            first = 1;
            if (last == 1) {
                return endsAnywhere || position == text.length();
            }
        }
        if (!endsAnywhere) {
            last--;
        }
        for (int i = first; i < last; i++) {
            position = find(segments.get(i), text, position);
            if (position < 0) {
                return false;
            }
        }
        return endsAnywhere || endsWith(segments.getLast(), text, position);
    }

    /** The end of the first place at or after {@code from} where {@code segment} fits, or -1. */
    private int find(int[] segment, String text, int from) {
        int at = from;
        while (at <= text.length()) {
            int end = endOfMatch(segment, text, at);
            if (end >= 0) {
                return end;
            }
            at = at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
        }
        return -1;
    }

    private boolean endsWith(int[] segment, String text, int notBefore) {
        int at = text.length();
        for (int i = 0; i < segment.length; i++) {
            if (at <= notBefore) {
                return false;
            }
            at = text.offsetByCodePoints(at, -1);
        }
        return at >= notBefore && endOfMatch(segment, text, at) == text.length();
    }

    /** The end of {@code segment} if it fits at {@code at}, or -1. */
    private int endOfMatch(int[] segment, String text, int at) {
        int position = at;
        for (int expected : segment) {
            if (position >= text.length()) {
                return -1;
            }
            int point = text.codePointAt(position);
            if (expected != ANY_ONE && expected != point && (!ignoreCase || expected != fold(point))) {
                return -1;
            }
            position += Character.charCount(point);
        }
        return position;
    }
}
