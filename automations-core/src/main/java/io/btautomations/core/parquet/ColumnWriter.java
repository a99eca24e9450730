package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes single values from their JSON. Every method says whether the column holds the value whole. For one thread. */
final class ColumnWriter {

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String LIST = "list";
    private static final String MAP = "key_value";

    private final RecordConsumer consumer;
    private final PlainMembers plain = new PlainMembers();

    ColumnWriter(RecordConsumer consumer) {
        this.consumer = consumer;
    }

    /** Writes the value of a slot that is not missing; false if the column does not hold it whole. */
    boolean write(Column column, int index, RowAtHand row, int slot) throws IOException {
        ValueKind kind = row.slots().kind(slot);
        if (kind == ValueKind.NULL) {
            return true;
        }
        return switch (column.type()) {
            case TEXT -> text(column, index, row, slot);
            case JSON -> json(column, index, row, slot);
            case TIMESTAMP -> timestamp(column, index, row, slot);
            case LONG -> whole(column, index, row, slot);
            case DOUBLE -> number(column, index, row, slot);
            case BOOLEAN -> flag(column, index, kind);
            case TEXT_LIST -> list(column, index, row, slot);
            case NUMBER_MAP -> map(column, index, row, slot);
        };
    }

    private boolean text(Column column, int index, RowAtHand row, int slot) throws IOException {
        Slots slots = row.slots();
        if (!slots.kind(slot).isString()) {
            return false;
        }
        if (slots.kind(slot) == ValueKind.STRING) {
            add(
                    column,
                    index,
                    Binary.fromReusedByteArray(
                            row.bytes(), slots.start(slot) + 1, slots.end(slot) - slots.start(slot) - 2));
            return true;
        }
        String decoded = decoded(row, slot);
        if (!isEncodable(decoded)) {
            return false;
        }
        add(column, index, Binary.fromString(decoded));
        return true;
    }

    private boolean json(Column column, int index, RowAtHand row, int slot) {
        Slots slots = row.slots();
        add(
                column,
                index,
                Binary.fromReusedByteArray(row.bytes(), slots.start(slot), slots.end(slot) - slots.start(slot)));
        return true;
    }

    private boolean timestamp(Column column, int index, RowAtHand row, int slot) throws IOException {
        if (!row.slots().kind(slot).isString()) {
            return false;
        }
        OptionalLong plainMicros = UtcTime.micros(
                row.bytes(), row.slots().start(slot) + 1, row.slots().end(slot) - 1);
        if (plainMicros.isPresent()) {
            addLong(column, index, plainMicros.getAsLong());
            return true;
        }
        try {
            Instant instant = OffsetDateTime.parse(decoded(row, slot)).toInstant();
            long micros =
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
            addLong(column, index, micros);
            return instant.getNano() % 1_000 == 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private boolean whole(Column column, int index, RowAtHand row, int slot) {
        Slots slots = row.slots();
        boolean quoted = slots.kind(slot) == ValueKind.STRING;
        int from = slots.start(slot) + (quoted ? 1 : 0);
        int to = slots.end(slot) - (quoted ? 1 : 0);
        OptionalLong value = quoted || slots.kind(slot) == ValueKind.NUMBER
                ? canonical(row.bytes(), from, to)
                : OptionalLong.empty();
        if (value.isEmpty()) {
            return false;
        }
        addLong(column, index, value.getAsLong());
        return true;
    }

    private boolean number(Column column, int index, RowAtHand row, int slot) {
        Slots slots = row.slots();
        OptionalDouble value = slots.kind(slot) == ValueKind.NUMBER
                ? ExactNumbers.read(row.bytes(), slots.start(slot), slots.end(slot))
                : OptionalDouble.empty();
        if (value.isEmpty()) {
            return false;
        }
        consumer.startField(column.name(), index);
        consumer.addDouble(value.getAsDouble());
        consumer.endField(column.name(), index);
        return true;
    }

    private boolean flag(Column column, int index, ValueKind kind) {
        if (kind != ValueKind.TRUE && kind != ValueKind.FALSE) {
            return false;
        }
        consumer.startField(column.name(), index);
        consumer.addBoolean(kind == ValueKind.TRUE);
        consumer.endField(column.name(), index);
        return true;
    }

    private boolean list(Column column, int index, RowAtHand row, int slot) throws IOException {
        if (row.slots().kind(slot) != ValueKind.ARRAY) {
            return false;
        }
        if (plain.findTexts(row.bytes(), row.slots().start(slot))) {
            plainList(column, index, row.bytes());
            return true;
        }
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = parser(row, slot)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING || !isEncodable(parser.getText())) {
                    return false;
                }
                elements.add(parser.getText());
            }
        }
        begin(column, index, LIST, elements.isEmpty());
        elements.forEach(element -> element(Binary.fromString(element)));
        end(column, index, LIST, elements.isEmpty());
        return true;
    }

    private void plainList(Column column, int index, byte[] bytes) {
        begin(column, index, LIST, plain.count() == 0);
        for (int i = 0; i < plain.count(); i++) {
            element(slice(bytes, plain.textStart(i), plain.textEnd(i)));
        }
        end(column, index, LIST, plain.count() == 0);
    }

    private void element(Binary text) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.addBinary(text);
        consumer.endField("element", 0);
        consumer.endGroup();
    }

    /** Begins a list or map, and its repeated group unless there is nothing in it. */
    private void begin(Column column, int index, String group, boolean empty) {
        consumer.startField(column.name(), index);
        consumer.startGroup();
        if (!empty) {
            consumer.startField(group, 0);
        }
    }

    private void end(Column column, int index, String group, boolean empty) {
        if (!empty) {
            consumer.endField(group, 0);
        }
        consumer.endGroup();
        consumer.endField(column.name(), index);
    }

    private static Binary slice(byte[] bytes, int from, int to) {
        return Binary.fromReusedByteArray(bytes, from, to - from);
    }

    /** Writes the numbers; what else the object holds makes it one that the column does not hold whole. */
    private boolean map(Column column, int index, RowAtHand row, int slot) throws IOException {
        if (row.slots().kind(slot) != ValueKind.OBJECT) {
            return false;
        }
        if (plain.findNumbers(row.bytes(), row.slots().start(slot), row.slots().end(slot))) {
            return plainMap(column, index, row.bytes());
        }
        Map<String, OptionalDouble> entries = new LinkedHashMap<>();
        boolean whole = true;
        try (JsonParser parser = parser(row, slot)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                OptionalDouble value = token.isNumeric() ? ExactNumbers.read(parser.getText()) : OptionalDouble.empty();
                entries.remove(key);
                if (isEncodable(key) && (value.isPresent() || token == JsonToken.VALUE_NULL)) {
                    entries.put(key, value);
                } else {
                    whole = false;
                }
                parser.skipChildren();
            }
        }
        begin(column, index, MAP, entries.isEmpty());
        entries.forEach((key, value) -> entry(Binary.fromString(key), value));
        end(column, index, MAP, entries.isEmpty());
        return whole;
    }

    /** Writes the numbers that were found; false if one of them is none that the column holds exactly. */
    private boolean plainMap(Column column, int index, byte[] bytes) {
        int held = 0;
        OptionalDouble[] values = new OptionalDouble[plain.count()];
        boolean[] holds = new boolean[plain.count()];
        for (int i = 0; i < values.length; i++) {
            boolean isNull = plain.numberStart(i) == plain.numberEnd(i);
            values[i] = isNull
                    ? OptionalDouble.empty()
                    : ExactNumbers.read(bytes, plain.numberStart(i), plain.numberEnd(i));
            holds[i] = isNull || values[i].isPresent();
            held += holds[i] ? 1 : 0;
        }
        begin(column, index, MAP, held == 0);
        for (int i = 0; i < values.length; i++) {
            if (holds[i]) {
                entry(slice(bytes, plain.textStart(i), plain.textEnd(i)), values[i]);
            }
        }
        end(column, index, MAP, held == 0);
        return held == values.length;
    }

    private void entry(Binary key, OptionalDouble value) {
        consumer.startGroup();
        consumer.startField("key", 0);
        consumer.addBinary(key);
        consumer.endField("key", 0);
        value.ifPresent(number -> {
            consumer.startField("value", 1);
            consumer.addDouble(number);
            consumer.endField("value", 1);
        });
        consumer.endGroup();
    }

    private void addLong(Column column, int index, long value) {
        consumer.startField(column.name(), index);
        consumer.addLong(value);
        consumer.endField(column.name(), index);
    }

    private void add(Column column, int index, Binary value) {
        consumer.startField(column.name(), index);
        consumer.addBinary(value);
        consumer.endField(column.name(), index);
    }

    private static JsonParser parser(RowAtHand row, int slot) throws IOException {
        int start = row.slots().start(slot);
        return JSON.createParser(row.bytes(), start, row.slots().end(slot) - start);
    }

    private static String decoded(RowAtHand row, int slot) throws IOException {
        try (JsonParser parser = parser(row, slot)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    /** Whether a text has no half of a surrogate pair, which UTF-8 cannot hold. */
    private static boolean isEncodable(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** The number of these digits, if the number is written with just these digits. */
    private static OptionalLong canonical(byte[] bytes, int from, int to) {
        if (to <= from || to - from > 20) {
            return OptionalLong.empty();
        }
        String text = ascii(bytes, from, to);
        try {
            long value = Long.parseLong(text);
            return Long.toString(value).equals(text) ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
