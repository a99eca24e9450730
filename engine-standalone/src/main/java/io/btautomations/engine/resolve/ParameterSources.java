package io.btautomations.engine.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.core.identity.StableId;
import io.btautomations.engine.flow.JsonTrees;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Where parameter values come from: a file, the environment, the command line. */
public final class ParameterSources {

    private static final String ENVIRONMENT_PREFIX = "AUTOMATIONS_PARAM_";

    private ParameterSources() {}

    /**
     * The values of a parameter file: a JSON object of texts, or {@code name=value} lines as in Java properties files.
     * A value {@code @path} stands for the content of that file, relative to the parameter file, without the last line
     * end; {@code @@} stands for a value that begins with {@code @}.
     *
     * @throws IOException if a file cannot be read or makes no sense; the message says which and why, without values
     */
    public static ParameterValues file(Path file) throws IOException {
        return ParameterValues.of(values(file));
    }

    /**
     * Tells whether the values of a parameter file changed, without telling them.
     *
     * @throws IOException as {@link #file} has it
     */
    public static String fingerprint(Path file) throws IOException {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(values(file)).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return StableId.of("", parts.toArray(String[]::new));
    }

    private static Map<String, String> values(Path file) throws IOException {
        Map<String, String> texts = file.toString().endsWith(".json") ? json(file) : properties(file);
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            values.put(entry.getKey(), expand(entry.getKey(), entry.getValue(), file));
        }
        return values;
    }

    /**
     * The values of the variables {@code AUTOMATIONS_PARAM_<NAME>}, {@code NAME} as {@link #environmentName} has it.
     */
    public static ParameterValues environment(Map<String, String> variables) {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                values.put(name, value);
            }
        });
        return new ParameterValues(Map.of(), values, Set.of());
    }

    /** Values typed on the command line; refused later for sensitive parameters. */
    public static ParameterValues typed(Map<String, String> values) {
        return new ParameterValues(values, Map.of(), values.keySet());
    }

    /** The variable that gives a parameter its value: upper case, everything but letters and digits as {@code _}. */
    public static String environmentName(String parameter) {
        return ENVIRONMENT_PREFIX + parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Map<String, String> json(Path file) throws IOException {
        JsonNode tree;
        try {
            tree = JsonTrees.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "'" + file + "' is not valid JSON (line " + e.getLocation().getLineNr() + ")", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (!tree.isObject()) {
            throw new IOException("'" + file + "' must hold one JSON object of parameter names and texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!entry.getValue().isValueNode()) {
                throw new IOException("'" + file + "': the value of '" + entry.getKey() + "' must be a text");
            }
            if (!entry.getValue().isNull()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return texts;
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + file + "' has a malformed \\u escape", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> texts.put(name, properties.getProperty(name, "")));
        return texts;
    }

    private static String expand(String name, String text, Path file) throws IOException {
        if (text.startsWith("@@")) {
            return text.substring(1);
        }
        if (!text.startsWith("@")) {
            return text;
        }
        Path secret = file.toAbsolutePath().resolveSibling(text.substring(1));
        try {
            return Files.readString(secret).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IOException(
                    "the value of '" + name + "' in '" + file + "' names '" + secret + "', which cannot be read", e);
        }
    }

    private static IOException unreadable(Path file, IOException e) {
        return new IOException("cannot read the parameter file '" + file + "'", e);
    }
}
