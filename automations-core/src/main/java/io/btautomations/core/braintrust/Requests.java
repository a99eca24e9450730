package io.btautomations.core.braintrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.port.HttpTransport.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes requests as Braintrust wants them. Immutable. */
final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]+");
    private static final Header AGENT = new Header("User-Agent", "btautomations");
    private static final Header PACKED = new Header("Accept-Encoding", "gzip");

    private final ApiOptions options;
    private final String root;

    Requests(ApiOptions options) {
        this.options = options;
        this.root = options.url().toString().replaceFirst("/+$", "");
    }

    /** Whether the organization's name can be sent in a header. */
    static boolean canBeNamed(String organization) {
        return HEADER_VALUE.matcher(organization).matches();
    }

    Request query(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("query", question.query());
        body.put("fmt", options.wire().format());
        body.put("tz_offset", question.timeZoneOffset());
        body.put("api_version", 1);
        body.put("brainstore_realtime", true);
        body.put("use_columnstore", false);
        List<Header> headers = headers(options.wire().accepted());
        headers.add(new Header("Content-Type", "application/json"));
        return new Request("POST", URI.create(root + "/btql"), headers, Optional.of(bytes(body)));
    }

    Request organizations() {
        return list("/v1/organization", List.of());
    }

    /** @param parameter what the project is known by */
    Request projects(String parameter, String value) {
        List<String> parameters = new ArrayList<>(List.of(parameter + "=" + encoded(value)));
        options.organization().ifPresent(name -> parameters.add("org_name=" + encoded(name)));
        return list("/v1/project", parameters);
    }

    /** Fetches what was handed over: with nothing that tells who asks. */
    Request handedOver(URI target) {
        return new Request("GET", target, List.of(AGENT, new Header("Accept", "*/*"), PACKED), Optional.empty());
    }

    private Request list(String path, List<String> parameters) {
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new Request("GET", URI.create(root + path + query), headers("application/json"), Optional.empty());
    }

    private List<Header> headers(String accepted) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Authorization", "Bearer " + options.key()));
        headers.add(AGENT);
        headers.add(new Header("Accept", accepted));
        headers.add(PACKED);
        options.organization()
                .filter(Requests::canBeNamed)
                .ifPresent(name -> headers.add(new Header("x-bt-org-name", name)));
        return headers;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
