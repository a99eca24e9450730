package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a filter and an export see of a record. */
class RecordJsonTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("a \"text\" é", "\"a \\\"text\\\" é\""),
                Arguments.of('c', "\"c\""),
                Arguments.of(true, "true"),
                Arguments.of((byte) -1, "-1"),
                Arguments.of((short) 7, "7"),
                Arguments.of(7, "7"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new BigDecimal("10.0000000001"), "10.0000000001"),
                Arguments.of(0.5, "0.5"),
                Arguments.of(0.5f, "0.5"),
                Arguments.of(Double.NaN, "\"NaN\""),
                Arguments.of(Timestamp.from(Instant.parse("2026-01-02T03:04:05.678Z")), "\"2026-01-02T03:04:05.678Z\""),
                Arguments.of(Date.valueOf(LocalDate.parse("2026-01-02")), "\"2026-01-02\""),
                Arguments.of(Time.valueOf(LocalTime.parse("03:04:05")), "\"03:04:05\""),
                Arguments.of(
                        UUID.fromString("6f1c1d6e-0000-4000-8000-000000000001"),
                        "\"6f1c1d6e-0000-4000-8000-000000000001\""),
                Arguments.of(new byte[] {1, 2, 3}, "\"AQID\""),
                Arguments.of(new Object[] {(byte) 1, (byte) 2, (byte) 3}, "\"AQID\""),
                Arguments.of(new Object[] {1, "x", null, new Object[] {}}, "[1,\"x\",null,[]]"),
                Arguments.of(List.of(1, 2), "[1,2]"),
                Arguments.of(new LinkedHashMap<>(Map.of("k", 1.5)), "{\"k\":1.5}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueHasItsJson(Object value, String json) throws IOException {
        assertEquals("{\"v\":" + json + "}", json(Map.of("v", value), "v"));
    }

    @Test
    void fieldsStandInTheOrderOfTheSchemaAndThoseThatItDoesNotKnowBehind() throws IOException {
        Map<String, Object> values = new HashMap<>();
        values.put("b", null);
        values.put("own", 3);
        values.put("a", new MapRecord(schema("in"), new HashMap<>(Map.of("in", 1))));
        assertEquals("{\"a\":{\"in\":1},\"b\":null,\"own\":3}", json(values, "a", "b", "absent"));
    }

    private static String json(Map<String, Object> values, String... fields) throws IOException {
        return new String(RecordJson.bytes(new MapRecord(schema(fields), values)), StandardCharsets.UTF_8);
    }

    private static RecordSchema schema(String... fields) {
        return new SimpleRecordSchema(Arrays.stream(fields)
                .map(field -> new RecordField(
                        field, RecordFieldType.CHOICE.getChoiceDataType(RecordFieldType.STRING.getDataType())))
                .toList());
    }
}
