package io.btautomations.core.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Log entries and manifests as JSON: one line, fields always in the same order, so that equal content is equal bytes.
 */
final class LogFormat {

    static final String CONTENT_TYPE = "application/json";

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LogFormat() {}

    static byte[] write(LogEntry entry) {
        Fragment fragment = entry.fragment();
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION).put("n", entry.number()).put("previous", entry.previous());
        node.put("automation", fragment.automation()).put("generation", fragment.generation());
        node.put("run", fragment.run()).put("fragment", fragment.index()).put("last", fragment.last());
        putRange(node, "range", fragment.range());
        putRange(node, "window", fragment.window());
        node.put("schema", entry.schema()).put("rows", entry.rows()).put("bytes", entry.bytes());
        node.set("objects", objects(entry.objects()));
        node.set("coverage", coverage(entry.coverage()));
        return line(node);
    }

    /** The entry in these bytes; throws an IOException that says what is wrong with them. */
    static LogEntry read(byte[] bytes) throws IOException {
        JsonNode node = parse(bytes);
        Fragment fragment = new Fragment(
                text(node, "automation"),
                text(node, "generation"),
                text(node, "run"),
                Math.toIntExact(number(node, "fragment")),
                required(node, "last").asBoolean(),
                range(node, "range"),
                range(node, "window"));
        List<LoggedObject> objects = new ArrayList<>();
        for (JsonNode object : required(node, "objects")) {
            objects.add(new LoggedObject(
                    text(object, "key"), number(object, "rows"), number(object, "bytes"), text(object, "sha256")));
        }
        LogEntry entry = new LogEntry(
                number(node, "n"),
                text(node, "previous"),
                fragment,
                text(node, "schema"),
                objects,
                coverage(required(node, "coverage")));
        if (number(node, "rows") != entry.rows() || number(node, "bytes") != entry.bytes()) {
            throw new IOException("its totals are not the sums of its objects");
        }
        return entry;
    }

    /**
     * The manifest of a whole run: what its entries say together, in the order of their fragments.
     *
     * @param entries of the run, sorted by fragment; at least one
     */
    static byte[] writeManifest(List<StoredEntry> entries) {
        Fragment first = entries.get(0).entry().fragment();
        Optional<CursorRange> range = entries.stream()
                .flatMap(stored -> stored.entry().fragment().range().stream())
                .reduce(CursorRange::with);
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION);
        node.put("automation", first.automation()).put("generation", first.generation());
        node.put("run", first.run()).put("fragments", entries.size());
        putRange(node, "range", range);
        putRange(node, "window", first.window());
        node.put("schema", entries.get(0).entry().schema());
        node.put(
                "rows",
                entries.stream().mapToLong(stored -> stored.entry().rows()).sum());
        node.put(
                "bytes",
                entries.stream().mapToLong(stored -> stored.entry().bytes()).sum());
        node.set(
                "objects",
                objects(entries.stream()
                        .flatMap(stored -> stored.entry().objects().stream())
                        .toList()));
        ArrayNode log = node.putArray("entries");
        entries.forEach(stored -> log.addObject().put("n", stored.number()).put("sha256", stored.sha256()));
        return line(node);
    }

    static byte[] line(ObjectNode node) {
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    static JsonNode parse(byte[] bytes) throws IOException {
        try {
            JsonNode node = Optional.ofNullable(JSON.readTree(bytes)).orElseGet(JSON::missingNode);
            if (!node.isObject()) {
                throw new IOException("it is no JSON object");
            }
            if (number(node, "v") != VERSION) {
                throw new IOException("it is of version " + number(node, "v") + ", this release reads " + VERSION);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String text(JsonNode node, String field) throws IOException {
        JsonNode value = required(node, field);
        if (!value.isTextual()) {
            throw new IOException("its field '" + field + "' is no text");
        }
        return value.textValue();
    }

    static JsonNode required(JsonNode node, String field) throws IOException {
        if (!node.has(field)) {
            throw new IOException("it has no field '" + field + "'");
        }
        return node.get(field);
    }

    private static long number(JsonNode node, String field) throws IOException {
        JsonNode value = required(node, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IOException("its field '" + field + "' is no whole number from 0 on");
        }
        return value.longValue();
    }

    private static void putRange(ObjectNode node, String field, Optional<CursorRange> range) {
        range.ifPresent(
                present -> node.putObject(field).put("start", present.start()).put("end", present.end()));
    }

    private static Optional<CursorRange> range(JsonNode node, String field) throws IOException {
        return node.has(field) ? Optional.of(range(node.get(field))) : Optional.empty();
    }

    private static CursorRange range(JsonNode node) throws IOException {
        return new CursorRange(text(node, "start"), text(node, "end"));
    }

    private static ArrayNode objects(List<LoggedObject> objects) {
        ArrayNode array = JSON.createArrayNode();
        for (LoggedObject object : objects) {
            array.addObject()
                    .put("key", object.key())
                    .put("rows", object.rows())
                    .put("bytes", object.bytes())
                    .put("sha256", object.sha256());
        }
        return array;
    }

    private static ObjectNode coverage(Coverage coverage) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode whole = node.putArray("whole");
        coverage.whole()
                .forEach(range -> whole.addObject().put("start", range.start()).put("end", range.end()));
        ArrayNode open = node.putArray("open");
        for (OpenRun run : coverage.open()) {
            ObjectNode started = open.addObject();
            started.put("run", run.run()).put("first", run.firstEntry());
            putRange(started, "range", Optional.of(run.range()));
            ArrayNode fragments = started.putArray("fragments");
            for (int from = run.fragments().nextSetBit(0); from >= 0; ) {
                int to = run.fragments().nextClearBit(from);
                fragments.addArray().add(from).add(to);
                from = run.fragments().nextSetBit(to);
            }
            run.count().ifPresent(count -> started.put("count", count));
        }
        return node;
    }

    private static Coverage coverage(JsonNode node) throws IOException {
        List<CursorRange> whole = new ArrayList<>();
        for (JsonNode range : required(node, "whole")) {
            whole.add(range(range));
        }
        List<OpenRun> open = new ArrayList<>();
        for (JsonNode started : required(node, "open")) {
            BitSet fragments = new BitSet();
            for (JsonNode interval : required(started, "fragments")) {
                fragments.set(interval.path(0).asInt(), interval.path(1).asInt());
            }
            OptionalInt count = started.has("count")
                    ? OptionalInt.of(Math.toIntExact(number(started, "count")))
                    : OptionalInt.empty();
            open.add(new OpenRun(
                    text(started, "run"),
                    range(required(started, "range")),
                    number(started, "first"),
                    fragments,
                    count));
        }
        return new Coverage(whole, open);
    }
}
