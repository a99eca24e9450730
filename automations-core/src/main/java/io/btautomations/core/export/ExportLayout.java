package io.btautomations.core.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The keys of one automation's generation. They follow from identity alone: no clock, no attempt, no chance. */
record ExportLayout(String automation, String generation) {

    /** Everything that is not rows stands below this. */
    static final String CONTROL = "_automations/";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final int DIGEST_CHARACTERS = 16;
    private static final int READABLE_CHARACTERS = 40;

    String binding() {
        return CONTROL + part(automation) + "/binding.json";
    }

    String log() {
        return home() + "log/";
    }

    String logEntry(long number) {
        return log() + String.format(Locale.ROOT, "%020d", number) + ".json";
    }

    String runs() {
        return home() + "runs/";
    }

    String manifest(String run) {
        return runs() + part(run) + "/manifest.json";
    }

    String successMarker(String run) {
        return runs() + part(run) + "/_SUCCESS";
    }

    /** Where a test writes; {@code name} keeps tests apart that run at the same time. */
    String test(String name) {
        return CONTROL + part(automation) + "/test/" + part(name) + ".tmp";
    }

    /**
     * An object with rows.
     *
     * @param partition directory, such as {@code date=2026-01-02}
     * @param number of the object within partition and fragment, from 0
     * @param extension with its dot
     */
    String object(Fragment fragment, String partition, int number, String extension) {
        String cursor = fragment.range()
                .map(range -> part(range.start()) + "-" + part(range.end()))
                .orElseGet(() -> part(fragment.run()));
        String place = String.format(Locale.ROOT, "%05d-%05d", fragment.index(), number);
        return partition + "/" + part(automation) + "-" + part(generation) + "-" + cursor + "-" + place + extension;
    }

    private String home() {
        return CONTROL + part(automation) + "/" + part(generation) + "/";
    }

    /** A text as a part of a key: itself if it is short and plain, else its plain characters and a digest. */
    static String part(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        String plain = text.replaceAll("[^A-Za-z0-9_-]", "_");
        String digest = Hashes.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_CHARACTERS);
        return plain.substring(0, Math.min(plain.length(), READABLE_CHARACTERS)) + "." + digest;
    }
}
