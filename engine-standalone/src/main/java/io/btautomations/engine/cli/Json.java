package io.btautomations.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.flow.Finding;

/** JSON as results show it. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A finding as results show it. */
    static ObjectNode of(Finding finding) {
        ObjectNode node = object().put("code", finding.code())
                .put("severity", finding.severity().toString())
                .put("message", finding.message())
                .put("file", finding.place().file())
                .put("pointer", finding.place().pointer())
                .put("subject", finding.place().subject());
        finding.hint().ifPresent(hint -> node.put("hint", hint));
        return node;
    }

    /**
     * The tree of a text.
     *
     * @throws IllegalArgumentException if the text is no JSON
     */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a text that is no JSON", e);
        }
    }

    /** The tree over several lines. */
    static String pretty(JsonNode tree) {
        try {
            return MAPPER.writer(PRINTER).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tree that is no JSON", e);
        }
    }

    /** The text over several lines if it is JSON, else as it is. */
    static String pretty(String text) {
        try {
            return pretty(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
