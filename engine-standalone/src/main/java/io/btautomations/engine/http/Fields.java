package io.btautomations.engine.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values that a client sent. */
final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Fields() {}

    /** Of a form or of what is behind a question mark; of several values of a name the first one counts. */
    static Map<String, String> ofForm(String text) throws RequestFailure {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    /** Of a JSON object; members that are no texts are left out. */
    static Map<String, String> ofJson(String text) throws RequestFailure {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                Map<String, String> fields = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    if (member.getValue().isTextual()) {
                        fields.put(member.getKey(), member.getValue().asText());
                    }
                }
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw new RequestFailure(400, "the body is no JSON: " + e.getOriginalMessage());
        }
        throw new RequestFailure(400, "the body should be a JSON object");
    }

    private static String decoded(String text) throws RequestFailure {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestFailure(400, "the request is not encoded as a form is");
        }
    }
}
