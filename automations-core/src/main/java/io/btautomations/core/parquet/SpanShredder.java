package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.btautomations.core.parquet.SpanColumns.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Takes a row apart into columns. Values of JSON columns are passed on as the bytes that they are. For one thread. */
final class SpanShredder {

    private static final int MOST_BYTES = 128 << 20;
    private static final double EXACT = 1L << 53;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxStringLength(MOST_BYTES)
                    .maxNumberLength(MOST_BYTES)
                    .maxNameLength(MOST_BYTES)
                    .build())
            .build();

    /** A field of the row: where its value stands, and how it begins. */
    private record Field(int from, int to, JsonToken token) {}

    private final String[] names = SpanColumns.all().keySet().toArray(String[]::new);
    private final Kind[] kinds = SpanColumns.all().values().toArray(Kind[]::new);
    private final Map<String, Integer> indexes = new HashMap<>();
    private final ByteArrayOutputStream more = new ByteArrayOutputStream();
    private final RecordConsumer consumer;

    SpanShredder(RecordConsumer consumer) {
        this.consumer = consumer;
        for (int column = 0; column < names.length - 1; column++) {
            indexes.put(names[column], column);
        }
    }

    /** Hands a row over. */
    void write(Row row) throws IOException {
        write(row, fields(row));
    }

    /** The fields of the row; the last one of a name wins. */
    private static Map<String, Field> fields(Row row) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        try (JsonParser parser = parser(row.bytes(), row.from(), row.to())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                int from = row.from() + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = row.from() + (int) parser.currentLocation().getByteOffset();
                fields.put(name, new Field(from, to, token));
            }
        }
        return fields;
    }

    private void write(Row row, Map<String, Field> fields) throws IOException {
        more.reset();
        consumer.startMessage();
        for (int column = 0; column < names.length - 1; column++) {
            Field field = fields.get(names[column]);
            if (field != null && field.token() != JsonToken.VALUE_NULL && !column(column, row, field)) {
                keep(names[column], row, field);
            }
        }
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            if (!indexes.containsKey(field.getKey()) && field.getValue().token() != JsonToken.VALUE_NULL) {
                keep(field.getKey(), row, field.getValue());
            }
        }
        if (more.size() > 0) {
            more.write('}');
            add(names.length - 1, Binary.fromConstantByteArray(more.toByteArray()));
        }
        consumer.endMessage();
    }

    /** Writes a field into its column; false, with nothing written, if it does not fit. */
    private boolean column(int column, Row row, Field field) throws IOException {
        return switch (kinds[column]) {
            case JSON -> {
                add(column, Binary.fromReusedByteArray(row.bytes(), field.from(), field.to() - field.from()));
                yield true;
            }
            case TEXT -> text(column, row, field);
            case FLAG -> flag(column, field);
            case TIME -> time(column, row, field);
            case TEXTS -> texts(column, row, field);
            case NUMBERS -> numbers(column, row, field);
        };
    }

    private boolean text(int column, Row row, Field field) throws IOException {
        if (field.token() != JsonToken.VALUE_STRING) {
            return false;
        }
        String text = string(row, field);
        if (!isUnicode(text)) {
            return false;
        }
        add(column, Binary.fromString(text));
        return true;
    }

    private boolean flag(int column, Field field) {
        if (!field.token().isBoolean()) {
            return false;
        }
        consumer.startField(names[column], column);
        consumer.addBoolean(field.token() == JsonToken.VALUE_TRUE);
        consumer.endField(names[column], column);
        return true;
    }

    private boolean time(int column, Row row, Field field) throws IOException {
        OptionalLong micros =
                field.token() == JsonToken.VALUE_STRING ? micros(string(row, field)) : OptionalLong.empty();
        if (micros.isEmpty()) {
            return false;
        }
        consumer.startField(names[column], column);
        consumer.addLong(micros.getAsLong());
        consumer.endField(names[column], column);
        return true;
    }

    /** Microseconds since 1970; empty if the text is no time or a finer one. */
    private static OptionalLong micros(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.getNano() % 1_000 == 0
                    ? OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant))
                    : OptionalLong.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private boolean texts(int column, Row row, Field field) throws IOException {
        if (field.token() != JsonToken.START_ARRAY) {
            return false;
        }
        List<Optional<String>> texts = new ArrayList<>();
        try (JsonParser parser = parser(row.bytes(), field.from(), field.to())) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                boolean fits = token == JsonToken.VALUE_NULL
                        || (token == JsonToken.VALUE_STRING && isUnicode(parser.getText()));
                if (!fits) {
                    return false;
                }
                texts.add(token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(parser.getText()));
            }
        }
        startGroup(column);
        if (!texts.isEmpty()) {
            consumer.startField("list", 0);
            for (Optional<String> text : texts) {
                consumer.startGroup();
                text.ifPresent(present -> {
                    consumer.startField("element", 0);
                    consumer.addBinary(Binary.fromString(present));
                    consumer.endField("element", 0);
                });
                consumer.endGroup();
            }
            consumer.endField("list", 0);
        }
        endGroup(column);
        return true;
    }

    private boolean numbers(int column, Row row, Field field) throws IOException {
        if (field.token() != JsonToken.START_OBJECT) {
            return false;
        }
        Map<String, Optional<Double>> numbers = new LinkedHashMap<>();
        try (JsonParser parser = parser(row.bytes(), field.from(), field.to())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (!isUnicode(name) || (token != JsonToken.VALUE_NULL && !isDouble(parser, token))) {
                    return false;
                }
                numbers.put(
                        name, token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(parser.getDoubleValue()));
            }
        }
        startGroup(column);
        if (!numbers.isEmpty()) {
            consumer.startField("key_value", 0);
            numbers.forEach(this::entry);
            consumer.endField("key_value", 0);
        }
        endGroup(column);
        return true;
    }

    private void entry(String name, Optional<Double> number) {
        consumer.startGroup();
        consumer.startField("key", 0);
        consumer.addBinary(Binary.fromString(name));
        consumer.endField("key", 0);
        number.ifPresent(present -> {
            consumer.startField("value", 1);
            consumer.addDouble(present);
            consumer.endField("value", 1);
        });
        consumer.endGroup();
    }

    /** Whether the number means the same as a double. */
    private static boolean isDouble(JsonParser parser, JsonToken token) throws IOException {
        if (!token.isNumeric()) {
            return false;
        }
        double number = parser.getDoubleValue();
        return Double.isFinite(number) && (token == JsonToken.VALUE_NUMBER_FLOAT || Math.abs(number) < EXACT);
    }

    /** Whether UTF-8 can spell the text: JSON may have half a surrogate pair. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }

    private static String string(Row row, Field field) throws IOException {
        try (JsonParser parser = parser(row.bytes(), field.from(), field.to())) {
            parser.nextToken();
            return parser.getText();
        }
    }

    private static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
        return JSON.createParser(bytes, from, to - from);
    }

    private void keep(String name, Row row, Field field) {
        more.write(more.size() == 0 ? '{' : ',');
        more.write('"');
        more.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
        more.write('"');
        more.write(':');
        more.write(row.bytes(), field.from(), field.to() - field.from());
    }

    private void add(int column, Binary value) {
        consumer.startField(names[column], column);
        consumer.addBinary(value);
        consumer.endField(names[column], column);
    }

    private void startGroup(int column) {
        consumer.startField(names[column], column);
        consumer.startGroup();
    }

    private void endGroup(int column) {
        consumer.endGroup();
        consumer.endField(names[column], column);
    }
}
