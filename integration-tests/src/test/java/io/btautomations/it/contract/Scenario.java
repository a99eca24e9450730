package io.btautomations.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one step is given, and what must come of it on every host.
 *
 * @param step simple type of the processor
 * @param name what it shows
 * @param settings texts of the settings; {@code @{folder}} and {@code @{receiver}} stand for what the stage has
 * @param answers what the receiver answers, one after the other; then 204
 * @param acts what happens, in this order
 * @param without hosts to which this does not apply, with the reason
 * @param forget parts of texts that differ from host to host or from machine to machine, as regular expressions
 * @param onRealClock whether the time that passes is so short that a host with the real clock can play it, too
 * @param saidByNiFi problems that NiFi finds before it asks the step, in its own words, in place of the expected ones
 * @param expected the outcome
 * @param input text of all that goes in
 */
record Scenario(
        String step,
        String name,
        Map<String, String> settings,
        List<Answer> answers,
        List<Act> acts,
        Map<String, String> without,
        Set<String> forget,
        boolean onRealClock,
        List<String> saidByNiFi,
        JsonNode expected,
        String input) {

    /** The steps, each with scenarios in a file of its name. */
    static final List<String> STEPS =
            List.of("ScheduledBtqlQuery", "FilterBtql", "RateLimitOnce", "PostWebhookPayload", "ExportToS3");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer of the receiver. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** An input of the step. */
    record Input(String content, Map<String, String> attributes) {}

    /** Something that happens; after it the step works until it has nothing more to do. */
    sealed interface Act {

        /** Inputs come, all at once. */
        record Take(List<Input> inputs) implements Act {}

        /** Time passes. On a host with the real clock, what is expected must come within the tests' patience. */
        record Pass(Duration time) implements Act {}

        /** A file below the folder has this text from now on; without text it is gone. */
        record Put(String path, Optional<String> text) implements Act {}

        /** The component is stopped and started. */
        record Restart() implements Act {}

        /** Nothing but the step's turn. */
        record Work() implements Act {}
    }

    /** All scenarios of a step. */
    static List<Scenario> of(String step) {
        try (InputStream file = Scenario.class.getResourceAsStream("/contract/" + step + ".json")) {
            List<Scenario> scenarios = new ArrayList<>();
            JSON.readTree(file).forEach(scenario -> scenarios.add(read(step, scenario)));
            return scenarios;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it needs a clock that the test moves. */
    boolean needsClock() {
        return !onRealClock && acts.stream().anyMatch(Act.Pass.class::isInstance);
    }

    /** Whether the step takes no inputs. */
    boolean isSource() {
        return step.equals("ScheduledBtqlQuery");
    }

    /** Number of inputs that are to be left waiting at the end. */
    int expectedWaiting() {
        return expected.path("waiting").asInt();
    }

    private static Scenario read(String step, JsonNode json) {
        List<Answer> answers = new ArrayList<>();
        json.path("receiver")
                .forEach(answer -> answers.add(new Answer(
                        answer.path("status").asInt(),
                        texts(answer.path("headers")),
                        answer.path("body").asText(""))));
        List<Act> acts = new ArrayList<>();
        json.path("acts").forEach(act -> acts.add(act(act)));
        Set<String> forget = new LinkedHashSet<>();
        json.path("forget").forEach(pattern -> forget.add(pattern.asText()));
        return new Scenario(
                step,
                json.path("name").asText(),
                texts(json.path("settings")),
                List.copyOf(answers),
                List.copyOf(acts),
                texts(json.path("without")),
                forget,
                json.path("onRealClock").asBoolean(),
                saidByNiFi(json),
                json.path("expect"),
                json.path("settings").toString() + json.path("acts"));
    }

    private static List<String> saidByNiFi(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.path("saidByNiFi").forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Act act(JsonNode act) {
        String kind = act.fieldNames().next();
        JsonNode what = act.path(kind);
        return switch (kind) {
            case "take" -> {
                List<Input> inputs = new ArrayList<>();
                what.forEach(input ->
                        inputs.add(new Input(input.path("content").asText(), texts(input.path("attributes")))));
                yield new Act.Take(inputs);
            }
            case "pass" -> new Act.Pass(Duration.parse(what.asText()));
            case "put" ->
                new Act.Put(
                        what.path("path").asText(),
                        Optional.ofNullable(what.get("text")).map(JsonNode::asText));
            case "restart" -> new Act.Restart();
            case "work" -> new Act.Work();
            default -> throw new IllegalArgumentException("no act '" + kind + "'");
        };
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    @Override
    public String toString() {
        return step + ": " + name;
    }
}
