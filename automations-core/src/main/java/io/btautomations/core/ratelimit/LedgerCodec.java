package io.btautomations.core.ratelimit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The limiter's books as entries of its state, for a person to read as well. Version 1. */
final class LedgerCodec {

    /** Under which the state has the number of matches that wait to be told of. */
    static final String PENDING = "pending";

    private static final String VERSION = "1";
    private static final String GROUP = "group.";
    private static final String IN_FLIGHT = "inflight.";
    private static final String FORMER = "former.";
    private static final String RUN = "run.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerCodec() {}

    static Map<String, String> encode(Ledger ledger) {
        Map<String, String> entries = new TreeMap<>();
        entries.put("v", VERSION);
        entries.put("life", ledger.life);
        entries.put("generation", ledger.generation);
        entries.put("sequence", String.valueOf(ledger.sequence));
        entries.put("clock", ledger.clock.toString());
        ledger.covered.ifPresent(instant -> entries.put("covered", instant.toString()));
        entries.put("catching.up", String.valueOf(ledger.catchingUp));
        entries.put("matched", String.valueOf(ledger.matched));
        entries.put("notified", String.valueOf(ledger.notified));
        entries.put(PENDING, String.valueOf(ledger.pending()));
        entries.put("repeated", String.valueOf(ledger.repeated));
        entries.put("context", encode(ledger.context).toString());
        ledger.former.forEach((generation, context) ->
                entries.put(FORMER + generation, encode(context).toString()));
        entries.put("seen.items", String.join(" ", ledger.seen.items));
        int order = 0;
        for (Map.Entry<String, SeenTokens.Run> run : ledger.seen.runs.entrySet()) {
            entries.put(RUN + "%03d".formatted(order++), encode(run.getKey(), run.getValue()));
        }
        order = 0;
        for (Map.Entry<String, GroupLedger> group : ledger.groups.entrySet()) {
            entries.put(
                    GROUP + order++, encode(group.getKey(), group.getValue()).toString());
        }
        ledger.inFlight.forEach((token, decision) ->
                entries.put(IN_FLIGHT + token, encode(decision).toString()));
        return entries;
    }

    /**
     * The books that the entries hold; fresh ones if there are no entries.
     *
     * @throws IllegalArgumentException if the entries hold none
     */
    static Ledger decode(Map<String, String> entries) {
        Ledger ledger = new Ledger();
        if (entries.isEmpty()) {
            return ledger;
        }
        if (!VERSION.equals(entries.get("v"))) {
            throw new IllegalArgumentException("it has version '" + entries.get("v") + "', and this knows version 1");
        }
        try {
            ledger.life = get(entries, "life");
            ledger.generation = get(entries, "generation");
            ledger.sequence = Long.parseLong(get(entries, "sequence"));
            ledger.clock = Instant.parse(get(entries, "clock"));
            ledger.covered = Optional.ofNullable(entries.get("covered")).map(Instant::parse);
            ledger.catchingUp = Boolean.parseBoolean(get(entries, "catching.up"));
            ledger.matched = Long.parseLong(get(entries, "matched"));
            ledger.notified = Long.parseLong(get(entries, "notified"));
            ledger.repeated = Long.parseLong(get(entries, "repeated"));
            ledger.context = context(get(entries, "context"));
            String items = get(entries, "seen.items");
            ledger.seen.items.addAll(items.isEmpty() ? List.of() : List.of(items.split(" ", -1)));
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                decode(entry.getKey(), entry.getValue(), ledger);
            }
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return ledger;
    }

    private static void decode(String name, String value, Ledger ledger) throws JsonProcessingException {
        if (name.startsWith(RUN)) {
            String[] parts = value.split(" ", -1);
            ledger.seen.runs.put(
                    parts[0],
                    new SeenTokens.Run(
                            FragmentSet.parse(parts[1]),
                            parts[2].equals("?") ? Optional.empty() : Optional.of(Integer.valueOf(parts[2])),
                            Instant.parse(parts[3])));
        } else if (name.startsWith(GROUP)) {
            JsonNode group = JSON.readTree(value);
            ledger.groups.put(text(group, "group"), group(group));
        } else if (name.startsWith(IN_FLIGHT)) {
            ledger.inFlight.put(name.substring(IN_FLIGHT.length()), inFlight(JSON.readTree(value)));
        } else if (name.startsWith(FORMER)) {
            ledger.former.put(name.substring(FORMER.length()), context(value));
        }
    }

    private static ObjectNode encode(Map<String, String> context) {
        ObjectNode node = object();
        new TreeMap<>(context).forEach(node::put);
        return node;
    }

    private static Map<String, String> context(String text) throws JsonProcessingException {
        Map<String, String> context = new TreeMap<>();
        JSON.readTree(text)
                .properties()
                .forEach(field -> context.put(field.getKey(), field.getValue().asText()));
        return Map.copyOf(context);
    }

    private static String encode(String key, SeenTokens.Run run) {
        String count = run.count.map(String::valueOf).orElse("?");
        return String.join(" ", key, run.fragments.toString(), count, run.since.toString());
    }

    private static ObjectNode encode(String key, GroupLedger group) {
        ObjectNode node = object();
        node.put("group", key).put("firing", group.firing);
        group.lastFire.ifPresent(instant -> node.put("lastFire", instant.toString()));
        group.lastEnd.ifPresent(instant -> node.put("lastEnd", instant.toString()));
        group.lastMatch.ifPresent(instant -> node.put("lastMatch", instant.toString()));
        node.put("pending", group.pending);
        group.pendingSince.ifPresent(instant -> node.put("pendingSince", instant.toString()));
        group.span.ifPresent(span -> put(node, span));
        node.put("exact", group.exact);
        ByteBuffer hashes = ByteBuffer.allocate(group.seenIds.size() * (Long.BYTES + Integer.BYTES));
        group.seenIds.forEach((hash, hour) -> hashes.putLong(hash).putInt(hour.intValue()));
        node.put("seenIds", Base64.getEncoder().encodeToString(hashes.array()));
        node.set("rowIds", strings(group.rowIds));
        return node;
    }

    private static GroupLedger group(JsonNode node) {
        GroupLedger group = new GroupLedger();
        group.firing = required(node, "firing").asBoolean();
        group.lastMatch = instant(node, "lastMatch");
        group.lastFire = instant(node, "lastFire");
        group.lastEnd = instant(node, "lastEnd");
        group.pending = number(node, "pending");
        group.pendingSince = instant(node, "pendingSince");
        group.span = node.has("start") ? Optional.of(window(node)) : Optional.empty();
        group.exact = required(node, "exact").asBoolean();
        ByteBuffer hashes = ByteBuffer.wrap(Base64.getDecoder().decode(text(node, "seenIds")));
        while (hashes.remaining() >= Long.BYTES + Integer.BYTES) {
            group.seenIds.put(hashes.getLong(), (long) hashes.getInt());
        }
        group.rowIds.addAll(strings(required(node, "rowIds")));
        return group;
    }

    private static ObjectNode encode(InFlight decision) {
        ObjectNode node = object();
        node.put("node", decision.node()).put("since", decision.since().toString());
        node.put("input", decision.hasInput());
        ArrayNode notifications = node.putArray("notify");
        decision.notifications().forEach(notification -> notifications.add(encode(notification)));
        return node;
    }

    private static InFlight inFlight(JsonNode node) {
        List<Notification> notifications = new ArrayList<>();
        required(node, "notify").forEach(child -> notifications.add(notification(child)));
        return new InFlight(
                required(node, "input").asBoolean(),
                notifications,
                text(node, "node"),
                Instant.parse(text(node, "since")));
    }

    private static ObjectNode encode(Notification notification) {
        ObjectNode node = object();
        node.put("group", notification.group()).put("generation", notification.generation());
        node.put("kind", notification.kind().name());
        node.put("sequence", notification.sequence()).put("count", notification.count());
        put(node, notification.window());
        node.put("exact", notification.exact());
        node.set("rowIds", strings(notification.rowIds()));
        return node;
    }

    private static Notification notification(JsonNode node) {
        return new Notification(
                text(node, "group"),
                text(node, "generation"),
                Notification.Kind.valueOf(text(node, "kind")),
                number(node, "sequence"),
                number(node, "count"),
                window(node),
                required(node, "exact").asBoolean(),
                strings(required(node, "rowIds")));
    }

    private static void put(ObjectNode node, TimeWindow window) {
        node.put("start", window.start().toString()).put("end", window.end().toString());
    }

    private static TimeWindow window(JsonNode node) {
        return new TimeWindow(Instant.parse(text(node, "start")), Instant.parse(text(node, "end")));
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        return node.has(field) ? Optional.of(Instant.parse(text(node, field))) : Optional.empty();
    }

    private static long number(JsonNode node, String field) {
        return required(node, field).asLong();
    }

    private static String text(JsonNode node, String field) {
        return required(node, field).asText();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing in " + node);
        }
        return value;
    }

    private static String get(Map<String, String> entries, String name) {
        String value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }
}
