package io.btautomations.engine.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One automation as a flow.
 *
 * @param name as Braintrust has it
 * @param kind what it is, for a person, for example {@code alert, webhook}
 * @param fileName name for its files, without an ending; unique in one import
 * @param flow the flow definition; holds no secret
 * @param parameters values that do not stand in the flow: secrets, and what is to be filled in
 * @param toFillIn names of the parameters whose values are but placeholders
 */
public record ImportedAutomation(
        String name,
        String kind,
        String fileName,
        ObjectNode flow,
        Map<String, String> parameters,
        List<String> toFillIn) {

    public ImportedAutomation {
        toFillIn = List.copyOf(toFillIn);
    }

    /** Name of the file of the flow definition. */
    public String flowFile() {
        return fileName + ".json";
    }

    /** Name of the file of the parameter values. */
    public String parameterFile() {
        return fileName + ".parameters.json";
    }
}
