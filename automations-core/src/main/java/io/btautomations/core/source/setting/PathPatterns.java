package io.btautomations.core.source.setting;

import io.btautomations.core.setting.SettingFormatException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The text of the setting {@code Paths}: paths and globs, separated by commas or line ends. */
public final class PathPatterns {

    private static final String EXPECTATION =
            "paths or globs, separated by commas or line ends, such as '/var/log/llm/*.jsonl'";

    private PathPatterns() {}

    /** The patterns in the order of the text; commas within braces belong to the pattern. */
    public static List<String> parse(String text) throws SettingFormatException {
        List<String> patterns = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        int braces = 0;
        for (char character : text.toCharArray()) {
            braces += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (character == '\n' || character == '\r' || character == ',' && braces <= 0) {
                add(patterns, pattern);
                braces = 0;
            } else {
                pattern.append(character);
            }
        }
        add(patterns, pattern);
        if (patterns.isEmpty()) {
            throw new SettingFormatException(EXPECTATION);
        }
        return List.copyOf(patterns);
    }

    private static void add(List<String> patterns, StringBuilder collected) throws SettingFormatException {
        String pattern = collected.toString().strip();
        collected.setLength(0);
        if (pattern.isEmpty()) {
            return;
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException | InvalidPathException e) {
            throw new SettingFormatException(EXPECTATION);
        }
        patterns.add(pattern);
    }
}
