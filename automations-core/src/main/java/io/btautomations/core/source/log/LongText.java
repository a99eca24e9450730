package io.btautomations.core.source.log;

import java.util.Map;

/** A text of any length in entries of the state: NiFi keeps no entry of 64 KB or more. */
public final class LongText {

    /** Characters in one entry, each of which may take three bytes. */
    private static final int CHARACTERS = 20_000;

    private LongText() {}

    /** Puts the text into the entry of that name, and what does not fit into others named after it. */
    public static void put(Map<String, String> entries, String name, String text) {
        int from = 0;
        for (int part = 0; part == 0 || from < text.length(); part++) {
            int to = Math.min(text.length(), from + CHARACTERS);
            to -= to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            entries.put(name(name, part), text.substring(from, to));
            from = to;
        }
    }

    /**
     * The text that was put there.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String required(Map<String, String> entries, String name) {
        StringBuilder text = new StringBuilder(Entries.required(entries, name));
        for (int part = 1; entries.containsKey(name(name, part)); part++) {
            text.append(entries.get(name(name, part)));
        }
        return text.toString();
    }

    private static String name(String name, int part) {
        return part == 0 ? name : name + "." + part;
    }
}
