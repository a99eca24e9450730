package io.btautomations.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value together with its place; what it asks for and does not find becomes a finding. */
final class JsonPlace {

    private final JsonNode node;
    private final Place place;
    private final List<Finding> findings;

    JsonPlace(JsonNode node, Place place, List<Finding> findings) {
        this.node = node;
        this.place = place;
        this.findings = findings;
    }

    Place place() {
        return place;
    }

    /** The same value, its findings described as being about {@code subject}. */
    JsonPlace describedAs(String subject) {
        return new JsonPlace(node, place.describedAs(subject), findings);
    }

    boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean isObject() {
        return node.isObject();
    }

    JsonPlace member(String name) {
        JsonNode child = node.isObject() ? node.path(name) : MissingNode.getInstance();
        return new JsonPlace(child, place.child(name), findings);
    }

    /** The text, number or flag that stands here, as text. */
    Optional<String> text() {
        if (!isPresent()) {
            return Optional.empty();
        }
        if (!node.isValueNode()) {
            mustBe("a text");
            return Optional.empty();
        }
        return Optional.of(node.asText());
    }

    String text(String member) {
        return member(member).text().orElse("");
    }

    String requiredText(String member) {
        JsonPlace value = member(member);
        Optional<String> text = value.text().filter(found -> !found.isEmpty());
        if (text.isEmpty() && !value.isPresent()) {
            findings.add(Finding.error("FLOW-104", "'" + member + "' is missing", place));
        }
        return text.orElse("");
    }

    long number(String member, long otherwise) {
        JsonPlace value = member(member);
        if (!value.isPresent()) {
            return otherwise;
        }
        if (!value.node.isIntegralNumber()) {
            value.mustBe("a whole number");
            return otherwise;
        }
        return value.node.asLong();
    }

    boolean flag(String member) {
        JsonPlace value = member(member);
        if (value.isPresent() && !value.node.isBoolean()) {
            value.mustBe("true or false");
        }
        return value.node.asBoolean(false);
    }

    List<JsonPlace> elements(String member) {
        JsonPlace value = member(member);
        List<JsonPlace> elements = new ArrayList<>();
        if (!value.isPresent()) {
            return elements;
        }
        if (!value.node.isArray()) {
            value.mustBe("a list");
            return elements;
        }
        for (int i = 0; i < value.node.size(); i++) {
            elements.add(new JsonPlace(value.node.path(i), value.place.child(i), findings));
        }
        return elements;
    }

    List<String> texts(String member) {
        return elements(member).stream()
                .map(JsonPlace::text)
                .flatMap(Optional::stream)
                .toList();
    }

    Map<String, JsonPlace> members(String member) {
        JsonPlace value = member(member);
        Map<String, JsonPlace> members = new LinkedHashMap<>();
        if (!value.isPresent()) {
            return members;
        }
        if (!value.node.isObject()) {
            value.mustBe("an object");
            return members;
        }
        value.node.fieldNames().forEachRemaining(name -> members.put(name, value.member(name)));
        return members;
    }

    void mustBe(String expectation) {
        findings.add(Finding.error("FLOW-103", "this must be " + expectation, place));
    }
}
