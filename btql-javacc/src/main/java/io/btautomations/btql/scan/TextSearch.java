package io.btautomations.btql.scan;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds a text within strings of JSON text, without decoding them unless an escape may spell a part of it. Immutable
 * and safe for use by several threads.
 *
 * <p>Ignoring case, two characters are equal if {@code Character.toLowerCase(Character.toUpperCase(c))} makes them so.
 */
public final class TextSearch {

    private static final long BACKSLASHES = Swar.repeat('\\');
    private static final int ASCII_END = 0x80;
    /** Characters that are spelled by a backslash and one other character. */
    private static final String SHORT_ESCAPED = "\"\\/\b\f\n\r\t";

    private static final BytePair UNICODE_ESCAPE = BytePair.of('\\', 'u', 1);
    /** The characters that are none of ASCII but equal one if case is ignored. */
    private static final int[] LIKE_ASCII = IntStream.rangeClosed(ASCII_END, Character.MAX_VALUE)
            .filter(codePoint -> fold(codePoint) < ASCII_END)
            .toArray();

    /** Most bytes of an escape behind its backslash. */
    private static final int LONGEST_ESCAPE = "uXXXX".length();

    private final boolean ignoreCase;
    private final int[] codePoints;
    private final RawSearch raw;
    /** Whether the raw search finds all places that are spelled without escapes, and only such. */
    private final boolean rawIsExact;

    private final ByteMasks masks;
    /** Whether only an escape by number can spell a part of the text otherwise. */
    private final boolean onlyUnicodeEscapes;

    private TextSearch(int[] codePoints, boolean ignoreCase, ByteMasks masks) {
        this.codePoints = codePoints;
        this.ignoreCase = ignoreCase;
        boolean isAscii = Arrays.stream(codePoints).allMatch(codePoint -> codePoint < ASCII_END);
        boolean hasBackslash = Arrays.stream(codePoints).anyMatch(codePoint -> codePoint == '\\');
        this.masks = masks;
        this.onlyUnicodeEscapes =
                Arrays.stream(codePoints).noneMatch(codePoint -> SHORT_ESCAPED.indexOf(codePoint) >= 0)
                        && (!ignoreCase || Arrays.stream(LIKE_ASCII).noneMatch(this::mayBePart));
        this.rawIsExact = !hasBackslash && (isAscii || !ignoreCase);
        this.raw = new RawSearch(
                EscapedText.encode(new String(codePoints, 0, codePoints.length)), ignoreCase && isAscii, masks);
    }

    /** A search for {@code text}. */
    public static TextSearch of(String text, boolean ignoreCase) {
        return of(text, ignoreCase, VectorSupport.masks().orElse(new SwarMasks()));
    }

    static TextSearch of(String text, boolean ignoreCase, ByteMasks masks) {
        int[] codePoints = text.codePoints()
                .map(codePoint -> ignoreCase ? fold(codePoint) : codePoint)
                .toArray();
        return new TextSearch(codePoints, ignoreCase, masks);
    }

    /**
     * Whether the string holds the text. Of an array or object it tells only what it does not hold: if the answer is
     * false, then none of the strings within it holds the text.
     *
     * @param from index of the string's first quote
     * @param to one past the index of its last quote
     */
    public boolean isIn(byte[] bytes, int from, int to) {
        int first = from + 1;
        int last = to - 1;
        if (codePoints.length == 0) {
            return true;
        }
        if (!rawIsExact) {
            return isInDecoded(bytes, first, last);
        }
        int found = raw.find(bytes, first, last);
        while (found >= 0) {
            if (isCharacterStart(bytes, first, last, found)) {
                return true;
            }
            found = raw.find(bytes, found + 1, last);
        }
        boolean mayBeThere = onlyUnicodeEscapes
                ? mayBeSpelledByNumber(bytes, first, last)
                : mayBeSpelledOtherwise(bytes, first, last);
        return mayBeThere && isInDecoded(bytes, first, last);
    }

    /** Whether no escape reaches over {@code at}, which is no backslash. */
    private static boolean isCharacterStart(byte[] bytes, int from, int to, int at) {
        int lowest = Math.max(from, at - LONGEST_ESCAPE);
        int backslash = at - 1;
        while (backslash >= lowest && bytes[backslash] != '\\') {
            backslash--;
        }
        if (backslash < lowest) {
            return true;
        }
        while (backslash > from && bytes[backslash - 1] == '\\') {
            backslash--;
        }
        int character = backslash;
        while (character < at) {
            character += bytes[character] == '\\' ? EscapedText.length(EscapedText.escape(bytes, character, to)) : 1;
        }
        return character == at;
    }

    /** Whether an escape by number may stand for a part of the text; what only looks like one counts too. */
    private boolean mayBeSpelledByNumber(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to && at + 1 + ByteMasks.SIZE <= bytes.length; at += ByteMasks.SIZE) {
            long places = masks.pairs(bytes, at, UNICODE_ESCAPE);
            for (; places != 0; places &= places - 1) {
                if (mayBePartAt(bytes, at + Long.numberOfTrailingZeros(places), to)) {
                    return true;
                }
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\\' && mayBePartAt(bytes, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBePartAt(byte[] bytes, int escape, int to) {
        return escape < to && mayBePart(EscapedText.codePoint(EscapedText.escape(bytes, escape, to)));
    }

    /** Whether an escape, or a character that is none of ASCII but equals one, may stand for a part of the text. */
    private boolean mayBeSpelledOtherwise(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + Swar.BYTES <= to) {
                long word = Swar.load(bytes, at);
                long special = Swar.equalUpToFirst(word, BACKSLASHES) | (ignoreCase ? Swar.notAscii(word) : 0);
                if (special == 0) {
                    at += Swar.BYTES;
                    continue;
                }
                at += Swar.first(special);
            }
            if (bytes[at] == '\\') {
                int escape = EscapedText.escape(bytes, at, to);
                if (mayBePart(EscapedText.codePoint(escape))) {
                    return true;
                }
                at += EscapedText.length(escape);
            } else if (ignoreCase && bytes[at] < 0) {
                int length = Math.max(1, Utf8Sequence.length(bytes, at, to));
                if (length > 1 && mayBePart(Utf8Sequence.codePoint(bytes, at, length))) {
                    return true;
                }
                at += length;
            } else {
                at++;
            }
        }
        return false;
    }

    private boolean mayBePart(int codePoint) {
        int wanted = ignoreCase ? fold(codePoint) : codePoint;
        for (int part : codePoints) {
            if (part == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean isInDecoded(byte[] bytes, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = EscapedText.decode(bytes, from, to, decoded);
        for (int at = 0; at < length; at++) {
            if (isAt(decoded, at, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] decoded, int start, int length) {
        int at = start;
        for (int expected : codePoints) {
            if (at >= length) {
                return false;
            }
            int width = decoded[at] >= 0 ? 1 : Math.max(1, Utf8Sequence.length(decoded, at, length));
            int codePoint = width == 1 ? decoded[at] : Utf8Sequence.codePoint(decoded, at, width);
            if ((ignoreCase ? fold(codePoint) : codePoint) != expected) {
                return false;
            }
            at += width;
        }
        return true;
    }

    private static int fold(int codePoint) {
        return codePoint < 0 ? codePoint : Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
