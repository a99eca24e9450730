package io.btautomations.core.braintrust;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What an endpoint warns of beside its rows. */
final class Warnings {

    private Warnings() {}

    /** The warnings' texts. */
    static List<String> in(Map<String, JsonNode> members) {
        return Optional.ofNullable(members.get(AnswerReader.WARNINGS)).stream()
                .flatMap(warnings -> StreamSupport.stream(warnings.spliterator(), false))
                .map(warning -> warning.isTextual()
                        ? warning.textValue()
                        : warning.path("message").asText())
                .map(ServerText::clean)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
