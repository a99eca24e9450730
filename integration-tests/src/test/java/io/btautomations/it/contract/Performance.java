package io.btautomations.it.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.btautomations.it.TestFiles;
import io.btautomations.it.contract.Host.Output;
import io.btautomations.it.contract.Host.Play;
import io.btautomations.it.contract.Scenario.Act;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scenario played on a host, and what came of it in a form that is the same for all hosts. */
final class Performance {

    /** Attributes that a host gives every item of its own accord. */
    private static final Set<String> OF_THE_HOST = Set.of("uuid", "path", "entryDate", "lineageStartDate", "fileSize");

    private static final Set<String> HEADERS_OF_THE_TRANSPORT =
            Set.of("accept-encoding", "connection", "host", "user-agent", "content-length");
    private static final Pattern NAME_OF_THE_HOST =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+(\\.mockFlowFile)?");
    private static final Map<String, Pattern> IDENTITIES = Map.of(
            "<uuid>", Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
            "<ulid>", Pattern.compile("\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b"));
    private static final Pattern TIME = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Performance() {}

    /** Plays the scenario; the outcome as JSON text. */
    static String of(Scenario scenario, Host host, Stage stage) {
        stage.answer(scenario.answers());
        Map<String, Object> outcome = new TreeMap<>();
        try (Play play = host.open(scenario, stage)) {
            List<String> problems = play.problems();
            if (!problems.isEmpty()) {
                outcome.put("problems", problems.stream().sorted().toList());
            } else {
                scenario.acts().forEach(act -> perform(act, play, stage));
                add(outcome, "out", out(play.outputs()));
                outcome.put("waiting", play.waiting());
                add(outcome, "state", new TreeMap<>(play.state()));
                add(outcome, "requests", requests(stage));
                add(outcome, "files", files(stage.folder().resolve("export")));
            }
        }
        return forgetful(scenario, stage.generalize(text(outcome)));
    }

    /** What the scenario expects of the host, in the same form. */
    static String expected(Scenario scenario, Host host) {
        Map<String, Object> tree =
                JSON.convertValue(scenario.expected(), new TypeReference<TreeMap<String, Object>>() {});
        if (host.isNiFi() && !scenario.saidByNiFi().isEmpty()) {
            tree.put("problems", scenario.saidByNiFi());
        }
        return text(tree);
    }

    private static void perform(Act act, Play play, Stage stage) {
        switch (act) {
            case Act.Take take -> {
                play.take(take.inputs());
                play.work();
            }
            case Act.Pass pass -> {
                play.pass(pass.time());
                play.work();
            }
            case Act.Put put -> stage.put(put);
            case Act.Restart restart -> play.restart();
            case Act.Work work -> play.work();
        }
    }

    private static void add(Map<String, Object> outcome, String name, Object part) {
        boolean empty = part instanceof Map<?, ?> map ? map.isEmpty() : ((List<?>) part).isEmpty();
        if (!empty) {
            outcome.put(name, part);
        }
    }

    private static Map<String, Object> out(Map<String, List<Output>> outputs) {
        Map<String, Object> routes = new TreeMap<>();
        outputs.forEach((route, items) -> routes.put(
                route,
                items.stream()
                        .map(item ->
                                Map.of("content", TestFiles.readable(item.content()), "attributes", attributes(item)))
                        .sorted(Comparator.comparing(Performance::text))
                        .toList()));
        return routes;
    }

    private static Map<String, String> attributes(Output item) {
        Map<String, String> attributes = new TreeMap<>(item.attributes());
        attributes.keySet().removeAll(OF_THE_HOST);
        attributes.computeIfPresent(
                "filename", (name, value) -> NAME_OF_THE_HOST.matcher(value).matches() ? null : value);
        return attributes;
    }

    private static List<Object> requests(Stage stage) {
        List<Object> requests = new ArrayList<>();
        for (Stage.Request request : stage.requests()) {
            Map<String, String> headers = new TreeMap<>(request.headers());
            headers.keySet().removeAll(HEADERS_OF_THE_TRANSPORT);
            requests.add(Map.of("body", request.body(), "headers", headers));
        }
        return requests;
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        for (String file : TestFiles.listing(folder)) {
            files.put(file, TestFiles.readable(TestFiles.bytes(folder.resolve(file))));
        }
        return files;
    }

    /** The text without what each host and each machine has its own way with; what the scenario names itself stays. */
    private static String forgetful(Scenario scenario, String text) {
        String result = text;
        for (String pattern : scenario.forget()) {
            result = result.replaceAll(pattern, "<...>");
        }
        for (Map.Entry<String, Pattern> identity : IDENTITIES.entrySet()) {
            result = masked(result, identity.getValue(), identity.getKey(), scenario);
        }
        return scenario.needsClock() ? result : masked(result, TIME, "<time>", scenario);
    }

    private static String masked(String text, Pattern pattern, String mask, Scenario scenario) {
        return pattern.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(scenario.input().contains(match.group()) ? match.group() : mask));
    }

    private static String text(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
