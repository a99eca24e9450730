package io.btautomations.engine.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.flow.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object, each of which is either asked for or found to be left over. Null is as good as absent.
 */
final class Fields {

    private final ObjectNode node;
    private final Place place;
    private final List<Finding> findings;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(ObjectNode node, Place place, List<Finding> findings) {
        this.node = node;
        this.place = place;
        this.findings = findings;
    }

    Place place() {
        return place;
    }

    Place place(String name) {
        return place.child(name);
    }

    Optional<String> text(String name) {
        return member(name).flatMap(value -> {
            if (!value.isTextual()) {
                mustBe(name, "a text", value);
                return Optional.empty();
            }
            return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
        });
    }

    /** A text without which the automation cannot be carried over; empty, and found, if there is none. */
    Optional<String> requiredText(String name) {
        boolean there = member(name).isPresent();
        Optional<String> text = text(name);
        if (text.isEmpty() && (!there || node.path(name).isTextual())) {
            findings.add(missing(name));
        }
        return text;
    }

    /** A whole number of seconds, rows or the like; empty, and found, if it is out of range. */
    Optional<Long> number(String name, long least, long most) {
        return member(name).flatMap(value -> {
            if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue())) {
                mustBe(name, "a whole number", value);
                return Optional.empty();
            }
            if (value.doubleValue() < least || value.doubleValue() > most) {
                mustBe(name, "from " + least + " to " + most, value);
                return Optional.empty();
            }
            return Optional.of(value.longValue());
        });
    }

    /** A number without which the automation cannot be carried over; empty, and found, if there is none. */
    Optional<Long> requiredNumber(String name, long least, long most) {
        if (member(name).isEmpty()) {
            findings.add(missing(name));
        }
        return number(name, least, most);
    }

    Optional<Fields> object(String name) {
        return member(name).flatMap(value -> {
            if (!(value instanceof ObjectNode object)) {
                mustBe(name, "an object", value);
                return Optional.empty();
            }
            return Optional.of(new Fields(object, place.child(name), findings));
        });
    }

    /** An object without which the automation cannot be carried over; empty, and found, if there is none. */
    Optional<Fields> requiredObject(String name) {
        if (member(name).isEmpty()) {
            findings.add(missing(name));
        }
        return object(name);
    }

    /** Whether there is a value, which counts as asked for. */
    boolean has(String name) {
        return member(name).isPresent();
    }

    /** The member cannot be carried over, if it is there; the rest of the automation is. */
    void leaveOut(String name, String message, String hint) {
        if (has(name)) {
            findings.add(Finding.warning("IMP-203", message, place.child(name)).withHint(hint));
        }
    }

    /** The member has a value for which there is nothing here. */
    void unknownValue(String name, String value, List<String> known) {
        Finding finding = Finding.error(
                "IMP-204",
                "'" + name + "' is '" + value + "', which cannot be carried over; what can be is "
                        + String.join(", ", known),
                place.child(name));
        findings.add(Suggestion.closest(value, known)
                .map(other -> finding.withHint("did you mean '" + other + "'?"))
                .orElse(finding));
    }

    void error(String name, String message, String hint) {
        findings.add(Finding.error("IMP-205", message, place.child(name)).withHint(hint));
    }

    /** Finds the members that nobody asked for. */
    void finish() {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!asked.contains(member.getKey()) && !member.getValue().isNull()) {
                findings.add(Finding.warning(
                        "IMP-202",
                        "'" + member.getKey() + "' is not known here and is not carried over",
                        place.child(member.getKey())));
            }
        }
    }

    private Finding missing(String name) {
        return Finding.error("IMP-104", "'" + name + "' is missing", place);
    }

    private void mustBe(String name, String expectation, JsonNode value) {
        String found = value.isContainerNode() ? (value.isArray() ? "a list" : "an object") : value.toString();
        findings.add(Finding.error(
                "IMP-103",
                "'" + name + "' must be " + expectation + ", got "
                        + (found.length() > 40 ? found.substring(0, 40) + "…" : found),
                place.child(name)));
    }

    private Optional<JsonNode> member(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
