package io.btautomations.core.objects;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Which keys a store takes: those that mean the same in every store and cannot climb out of its root. */
public final class ObjectKeys {

    /** Longest key, so that with a prefix it stays within the 1,024 bytes that S3 allows. */
    public static final int MOST_CHARACTERS = 700;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_=+@,!-][A-Za-z0-9_=+@,!.-]*");

    private ObjectKeys() {}

    /**
     * Whether {@code key} is parts joined by {@code /}, each made of letters, digits and {@code _=+@,!.-} and not
     * beginning with a dot.
     */
    public static boolean isConfined(String key) {
        return key.length() <= MOST_CHARACTERS
                && Arrays.stream(key.split("/", -1))
                        .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException if it is not confined
     */
    static String requireConfined(String key) {
        if (!isConfined(key)) {
            throw new IllegalArgumentException(
                    "a key must be parts of letters, digits and _=+@,!.- joined by '/', got '"
                            + key.substring(0, Math.min(key.length(), 40)) + "'");
        }
        return key;
    }
}
