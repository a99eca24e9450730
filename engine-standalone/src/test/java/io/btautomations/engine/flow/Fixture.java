package io.btautomations.engine.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Flow definitions for tests. */
public final class Fixture {

    private Fixture() {}

    /** Text of a file in {@code flows/}. */
    public static String text(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("/flows/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The definition in a text that has one without findings. */
    public static FlowDefinition read(String name, String text) {
        List<Finding> findings = new ArrayList<>();
        FlowDefinition definition = read(name, text, findings);
        if (!findings.isEmpty()) {
            throw new AssertionError(findings);
        }
        return definition;
    }

    public static FlowDefinition read(String name, String text, List<Finding> findings) {
        try {
            return FlowReader.read(name, text.getBytes(StandardCharsets.UTF_8), findings);
        } catch (FlowException e) {
            throw new AssertionError(e);
        }
    }

    /** The text with one part of it replaced; the part must be there exactly once. */
    public static String replace(String text, String part, String replacement) {
        int at = text.indexOf(part);
        if (at < 0 || text.indexOf(part, at + 1) >= 0) {
            throw new AssertionError("not exactly once in the fixture: " + part);
        }
        return text.substring(0, at) + replacement + text.substring(at + part.length());
    }
}
