package io.btautomations.engine.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.JsonErrors;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.flow.Suggestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads Braintrust's automations: one object, a list of them, or the list answer of its REST API. */
public final class AutomationImports {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, String> given;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ImportedAutomation> automations = new ArrayList<>();

    private AutomationImports(Map<String, String> given) {
        this.given = given;
    }

    /**
     * The automations in a text as flows.
     *
     * @param name what findings call the text
     * @param json UTF-8 JSON
     * @param given values for parameters that Braintrust's JSON does not have, such as {@code Organization Name}; no
     *     secrets
     */
    public static ImportReport read(String name, byte[] json, Map<String, String> given) {
        AutomationImports imports = new AutomationImports(Map.copyOf(given));
        imports.read(new Place(name, "", ""), json);
        return new ImportReport(imports.automations, imports.findings);
    }

    private void read(Place place, byte[] json) {
        Optional<JsonNode> tree = parse(place, json);
        if (tree.isEmpty()) {
            return;
        }
        AutomationMapping mapping = new AutomationMapping(given, findings);
        switch (tree.get()) {
            case ArrayNode list -> readAll(list, place, mapping);
            case ObjectNode answer
            when answer.get("objects") instanceof ArrayNode list -> readAll(list, place.child("objects"), mapping);
            case ObjectNode one when one.has("config") -> read(one, place, mapping);
            default ->
                findings.add(Finding.error("IMP-102", "this is no automation: 'config' is missing", place)
                        .withHint("GET /v1/project_automation of Braintrust's API answers automations as they are"
                                + " taken here, one or many"));
        }
        reportUnknown(place, mapping);
    }

    private void readAll(ArrayNode list, Place place, AutomationMapping mapping) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode automation) {
                read(automation, place.child(i), mapping);
            } else {
                findings.add(Finding.error("IMP-103", "this must be an object", place.child(i)));
            }
        }
    }

    private void read(ObjectNode automation, Place place, AutomationMapping mapping) {
        JsonNode name = automation.path("name");
        Place described = name.isTextual() ? place.describedAs("automation '" + name.textValue() + "'") : place;
        mapping.map(new Fields(automation, described, findings)).ifPresent(automations::add);
    }

    private void reportUnknown(Place place, AutomationMapping mapping) {
        TreeSet<String> unused = new TreeSet<>(given.keySet());
        unused.removeAll(mapping.parameters());
        for (String name : unused) {
            Finding finding = Finding.warning(
                    "IMP-301", "a value was given for '" + name + "', which none of these flows asks for", place);
            findings.add(Suggestion.closest(name, mapping.parameters())
                    .map(other -> finding.withHint("did you mean '" + other + "'?"))
                    .orElse(finding));
        }
    }

    private Optional<JsonNode> parse(Place place, byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree.isMissingNode()) {
                findings.add(Finding.error("IMP-101", "this file is empty", place));
                return Optional.empty();
            }
            return Optional.of(tree);
        } catch (JsonProcessingException e) {
            findings.add(Finding.error("IMP-101", "this is not valid JSON" + JsonErrors.describe(e), place));
        } catch (IOException e) {
            findings.add(Finding.error("IMP-101", "this is not valid JSON: " + e.getMessage(), place));
        }
        return Optional.empty();
    }
}
