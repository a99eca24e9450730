package io.btautomations.core.export;

import io.btautomations.core.setting.SettingFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths of fields, arranged by their keys; a path that stands there covers all below it. Arrays have no keys of their
 * own: a path leads through each of their elements.
 *
 * @param children by key; none where a path ends
 */
record FieldTree(Map<String, FieldTree> children) {

    /** No path, and the end of a path. */
    static final FieldTree END = new FieldTree(Map.of());

    private static final String EXPECTATION =
            "paths with commas between them, such as: input, metadata.user, \"odd name\".x";
    private static final Pattern KEY =
            Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_-]*)|\"((?:[^\"]|\"\")*)\")\\s*([.,]|\\z)");

    /** The paths of a text, spelled as queries spell them. */
    static FieldTree parse(String text) throws SettingFormatException {
        Node root = new Node();
        Node node = root;
        Matcher matcher = KEY.matcher(text);
        boolean goesOn = true;
        while (goesOn) {
            if (!matcher.lookingAt()) {
                throw new SettingFormatException(EXPECTATION);
            }
            String key = Optional.ofNullable(matcher.group(1))
                    .orElseGet(() -> matcher.group(2).replace("\"\"", "\""));
            node = node.children.computeIfAbsent(key, absent -> new Node());
            if (!matcher.group(3).equals(".")) {
                node.ends = true;
                node = root;
            }
            goesOn = !matcher.group(3).isEmpty();
            matcher.region(matcher.end(), text.length());
        }
        return root.tree();
    }

    /** The paths behind a key; empty if none leads there. */
    Optional<FieldTree> child(String key) {
        return Optional.ofNullable(children.get(key));
    }

    /** Whether no path leads further, so that this is where one ends, or where there is none. */
    boolean isEnd() {
        return children.isEmpty();
    }

    private static final class Node {

        private final Map<String, Node> children = new LinkedHashMap<>();
        private boolean ends;

        private FieldTree tree() {
            if (ends) {
                return END;
            }
            Map<String, FieldTree> trees = new LinkedHashMap<>();
            children.forEach((key, child) -> trees.put(key, child.tree()));
            return new FieldTree(trees);
        }
    }
}
