package io.btautomations.core.identity;

import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingParser;
import java.util.regex.Pattern;

/** Universally unique identifiers that sort as text by the time they were made: 26 characters, Crockford's base 32. */
public final class Ulid {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_BYTES = 10;
    private static final long LATEST_MILLIS = (1L << 48) - 1;
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private Ulid() {}

    /** A new one, of the clock's time (between 1970 and 10889). */
    public static String mint(WallClock clock, Randomness randomness) {
        byte[] random = new byte[RANDOM_BYTES];
        randomness.nextBytes(random);
        long millis = Math.clamp(clock.now().toEpochMilli(), 0L, LATEST_MILLIS);
        StringBuilder text = new StringBuilder(LENGTH);
        for (int shift = 5 * (TIME_CHARACTERS - 1); shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        for (int bit = 0; bit < 8 * RANDOM_BYTES; bit += 5) {
            int pair = (random[bit / 8] & 255) << 8 | (bit / 8 + 1 < RANDOM_BYTES ? random[bit / 8 + 1] & 255 : 0);
            text.append(ALPHABET.charAt(pair >>> (11 - bit % 8) & 31));
        }
        return text.toString();
    }

    /** Whether the text is a ULID in its canonical spelling. */
    public static boolean isUlid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Texts of ULIDs, for a setting. */
    public static SettingParser<String> parser() {
        return text -> {
            if (!isUlid(text)) {
                throw new SettingFormatException(
                        "a ULID, 26 characters of 0-9 and A-Z without I, L, O and U, such as '01JH5Q3WZ8C4T6V9N2R7X0KDME'");
            }
            return text;
        };
    }
}
