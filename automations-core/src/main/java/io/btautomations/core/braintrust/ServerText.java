package io.btautomations.core.braintrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.port.HttpTransport.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server says in the body of a refusal.
 *
 * @param code its name for the failure; may be empty
 * @param message its sentence, without what is only for its operators; may be empty
 * @param redirect where to go instead, if it says so
 * @param isPage whether it is a web page, which no API answers
 */
record ServerText(String code, String message, Optional<String> redirect, boolean isPage) {

    private static final String HIDDEN = "•••";
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_CHARACTERS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OPERATORS_NOTE =
            Pattern.compile("\\s*\\[(user|org|timestamp|request|trace|x-)[\\w.-]*=[^\\]]*]");
    private static final Pattern PASSED_ON =
            Pattern.compile("^Brainstore \\S+ request failed \\d{3} \\([^)]*\\)( after [\\d.]+ ?\\w+)?:\\s*");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/?#\\s\"']+)[^\\s\"']*");

    /** What the response says, which is read for that; what cannot be read is as if it was not said. */
    static ServerText of(Response response) {
        byte[] body;
        try {
            body = BodyBytes.of(response.body()).content().readNBytes(MOST_BYTES);
        } catch (IOException e) {
            body = new byte[0];
        }
        return of(
                new String(body, StandardCharsets.UTF_8),
                response.header("Content-Type").orElse(""));
    }

    static ServerText of(String body, String contentType) {
        String text = body.strip();
        if (text.startsWith("<") || isPage(contentType)) {
            return new ServerText("", "", Optional.empty(), true);
        }
        Optional<JsonNode> object = object(text);
        if (object.isEmpty()) {
            return new ServerText("", clean(text), Optional.empty(), false);
        }
        return new ServerText(
                text(object.get(), "Code").orElse(""),
                clean(text(object.get(), "Message")
                        .or(() -> text(object.get(), "message"))
                        .or(() -> text(object.get(), "error"))
                        .orElse("")),
                text(object.get(), "RedirectUrl"),
                false);
    }

    /** The same without the secret, in case that a server shows it. */
    ServerText without(String secret) {
        return new ServerText(code.replace(secret, HIDDEN), message.replace(secret, HIDDEN), redirect, isPage);
    }

    /** Whether content of this type is for people. */
    static boolean isPage(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /** In one line and not too long, without notes, and paths of addresses, which may be secrets. */
    static String clean(String said) {
        String text = PASSED_ON.matcher(said.strip()).replaceFirst("");
        text = OPERATORS_NOTE.matcher(text).replaceAll("");
        text = ADDRESS.matcher(text).replaceAll("$1");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return text.substring(0, end) + "…";
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
