package io.btautomations.nifi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The help of a processor, as NiFi shows it under its properties. */
record Guide(String text) {

    private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```$");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![*\\w])\\*([^*|]+)\\*(?![*\\w])");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The help of the processor of this class. */
    static Guide of(Class<? extends StepProcessor> processor) {
        String name = "/docs/" + processor.getName() + "/additionalDetails.md";
        try (InputStream file = Guide.class.getResourceAsStream(name)) {
            return new Guide(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cells of the rows of the tables with these headers. */
    List<List<String>> table(String... headers) {
        String head = "| " + String.join(" | ", headers) + " |";
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            inside = line.equals(head) || inside && line.startsWith("|");
            if (inside && !line.equals(head) && !line.startsWith("|---")) {
                rows.add(Stream.of(line.substring(1).split("(?<!\\\\)\\|"))
                        .map(cell -> cell.strip().replace("\\|", "|"))
                        .toList());
            }
        }
        return rows;
    }

    /** The blocks of text that are shown as they stand, without their indentation. */
    List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : (text + "\n").lines().toList()) {
            if (line.startsWith("    ")) {
                block.append(line.substring(4)).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        return blocks;
    }

    /** The block that contains this. */
    String block(String part) {
        return blocks().stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block with " + part));
    }

    /** The examples in JSON. */
    List<String> json() {
        return all(JSON, text);
    }

    /** What is emphasised: names of settings, counters and things to click on. */
    List<String> emphasised() {
        return all(EMPHASIS, text.replace('\n', ' '));
    }

    /** What is shown as code. */
    List<String> code() {
        return all(CODE, text.replaceAll("(?ms)^```.*?^```$", "").replace('\n', ' '));
    }

    /** The first code in a cell. */
    static String code(String cell) {
        return all(CODE, cell).stream().findFirst().orElseThrow(() -> new AssertionError("no code in " + cell));
    }

    private static List<String> all(Pattern pattern, String in) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(in);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
