package io.btautomations.engine.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, and where, for people. */
public final class JsonErrors {

    /** Where something began, told in terms of the parser's settings. */
    private static final Pattern SOURCE =
            Pattern.compile(" \\((?:for \\w+ starting|start marker) at \\[Source: .*?; (line: \\d+, column: \\d+)]\\)");

    private JsonErrors() {}

    /** Ends a sentence: {@code (line 1, column 2): Unexpected character ...}. */
    public static String describe(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        String reason = SOURCE.matcher(message)
                .replaceAll(", for what began in $1")
                .replace("line: ", "line ")
                .replace("column: ", "column ");
        return e.getLocation() == null
                ? ": " + reason
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + "): " + reason;
    }
}
