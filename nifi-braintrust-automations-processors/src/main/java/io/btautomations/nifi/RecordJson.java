package io.btautomations.nifi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.nifi.serialization.record.Record;

/**
 * NiFi's records as JSON objects. Moments are ISO-8601 in UTC, dates and times of day ISO-8601; bytes are Base64; an
 * infinite number or one that is none is its name; what is of no JSON type is its text. Fields that a record does not
 * have are left out.
 */
final class RecordJson {

    private static final JsonFactory JSON = new JsonFactory();

    private RecordJson() {}

    /** The record as one line of UTF-8, without line end. */
    static byte[] bytes(Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(record, json);
        }
        return bytes.toByteArray();
    }

    private static void write(Record record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Set<String> present = record.getRawFieldNames();
        Set<String> names = new LinkedHashSet<>(record.getSchema().getFieldNames());
        names.addAll(present);
        for (String name : names) {
            Object value = record.getValue(name);
            if (value != null || present.contains(name)) {
                json.writeFieldName(name);
                write(value, json);
            }
        }
        json.writeEndObject();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Record record -> write(record, json);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case byte[] bytes -> json.writeBinary(bytes);
            case Object[] array when isBytes(array) -> json.writeBinary(bytes(array));
            case Object[] array -> writeAll(Arrays.asList(array), json);
            case Collection<?> list -> writeAll(list, json);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> writeNumber(number, json);
            case java.sql.Date date -> json.writeString(date.toLocalDate().toString());
            case java.sql.Time time -> json.writeString(time.toLocalTime().toString());
            case Date moment -> json.writeString(moment.toInstant().toString());
            default -> json.writeString(value.toString());
        }
    }

    private static void writeAll(Collection<?> values, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            write(value, json);
        }
        json.writeEndArray();
    }

    private static void writeNumber(Number number, JsonGenerator json) throws IOException {
        switch (number) {
            case BigDecimal decimal -> json.writeNumber(decimal);
            case BigInteger integer -> json.writeNumber(integer);
            case Double floating -> json.writeNumber(floating);
            case Float floating -> json.writeNumber(floating);
            default -> json.writeNumber(number.longValue());
        }
    }

    /** NiFi's readers give bytes as an array of objects. */
    private static boolean isBytes(Object[] array) {
        return array.length > 0 && Arrays.stream(array).allMatch(Byte.class::isInstance);
    }

    private static byte[] bytes(Object[] array) {
        byte[] bytes = new byte[array.length];
        for (int index = 0; index < array.length; index++) {
            bytes[index] = (Byte) array[index];
        }
        return bytes;
    }
}
