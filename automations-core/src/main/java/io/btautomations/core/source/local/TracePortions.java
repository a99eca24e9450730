package io.btautomations.core.source.local;

import io.btautomations.core.source.log.LongText;
import io.btautomations.core.source.log.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The portions of files that were read lately, whose traces may go on. Entries of the state beside those of the files.
 *
 * @param rest traces whose newest span was read up to then have been sent
 * @param portions oldest first
 */
record TracePortions(Instant rest, List<Portion> portions) {

    private static final String PREFIX = "trace.";
    private static final String REST = PREFIX + "rest";
    private static final String PORTION = PREFIX + "portion.";

    /** What the state may give to portions; beyond that, those whose traces have rested are forgotten. */
    private static final int MOST_CHARACTERS = 200_000;

    /**
     * A portion.
     *
     * @param end when it was read
     * @param number among those that were read at that time
     * @param range in the words of the files
     */
    record Portion(Instant end, int number, String range) {

        /** Whether it is a name; not that of what a long range goes on with. */
        private static boolean isName(String text) {
            return text.matches("[^Z]+Z\\.\\d{6}");
        }

        private static Portion of(String name, String range) {
            int separator = name.indexOf('.', name.indexOf('Z'));
            return new Portion(
                    Instant.parse(name.substring(0, separator)),
                    Integer.parseInt(name.substring(separator + 1)),
                    range);
        }

        private String name() {
            return Times.text(end) + String.format(Locale.ROOT, ".%06d", number);
        }
    }

    TracePortions {
        portions = List.copyOf(portions);
    }

    static TracePortions of(Map<String, String> position) {
        Map<String, Portion> byName = new TreeMap<>();
        for (String key : position.keySet()) {
            String name = key.startsWith(PORTION) ? key.substring(PORTION.length()) : "";
            if (Portion.isName(name)) {
                byName.put(name, Portion.of(name, LongText.required(position, key)));
            }
        }
        return new TracePortions(
                Instant.parse(position.getOrDefault(REST, Instant.EPOCH.toString())), List.copyOf(byName.values()));
    }

    /** The entries of the files alone. */
    static Map<String, String> filesIn(Map<String, String> position) {
        Map<String, String> files = new HashMap<>(position);
        files.keySet().removeIf(key -> key.startsWith(PREFIX));
        return files;
    }

    /** The entries of a position in the files, with these. */
    Map<String, String> with(Map<String, String> files) {
        Map<String, String> position = new HashMap<>(files);
        position.put(REST, Times.text(rest));
        int left = MOST_CHARACTERS;
        for (Portion portion : portions.reversed()) {
            left -= portion.range().length();
            if (left < 0 && !portion.end().isAfter(rest)) {
                break;
            }
            LongText.put(position, PORTION + portion.name(), portion.range());
        }
        return position;
    }

    /** These and another one, which is the newest. */
    TracePortions and(Instant end, String range) {
        List<Portion> all = new ArrayList<>(portions);
        int number = (int)
                portions.stream().filter(portion -> portion.end().equals(end)).count();
        all.add(new Portion(end, number, range));
        return new TracePortions(rest, all);
    }

    /** These, after the traces were sent that rest since then; without those before {@code oldest}. */
    TracePortions after(Instant newRest, Instant oldest) {
        return new TracePortions(
                newRest,
                portions.stream()
                        .filter(portion -> portion.end().isAfter(oldest))
                        .toList());
    }

    /** The portions whose traces come to rest at {@code newRest}, if nothing was read of them later. */
    List<Portion> resting(Instant newRest) {
        return portions.stream()
                .filter(portion -> portion.end().isAfter(rest) && !portion.end().isAfter(newRest))
                .toList();
    }

    /** The portions up to then. */
    List<Portion> upTo(Instant time) {
        return portions.stream().filter(portion -> !portion.end().isAfter(time)).toList();
    }

    /** The portions since then. */
    List<Portion> since(Instant time) {
        return portions.stream().filter(portion -> portion.end().isAfter(time)).toList();
    }
}
