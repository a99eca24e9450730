package io.btautomations.core.parquet;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.NANOS;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** What the single values of a Parquet file are in JSON. */
final class ScalarForms {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter WITH_MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final int NANOS_OF_MILLISECOND = 1_000_000;

    private ScalarForms() {}

    /** Numbers as numbers; days, times of day and instants, which are kept as numbers, as ISO-8601 text. */
    static LongFunction<JsonNode> whole(PrimitiveType type) {
        return switch (annotation(type)) {
            case DecimalLogicalTypeAnnotation decimal ->
                value -> number(BigDecimal.valueOf(value, decimal.getScale()).toString());
            case DateLogicalTypeAnnotation day ->
                value -> NODES.textNode(LocalDate.ofEpochDay(value).toString());
            case TimeLogicalTypeAnnotation time ->
                value -> NODES.textNode(
                        DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.MIDNIGHT.plus(value, unit(time.getUnit()))));
            case TimestampLogicalTypeAnnotation timestamp -> {
                ChronoUnit unit = unit(timestamp.getUnit());
                yield timestamp.isAdjustedToUTC()
                        ? value -> NODES.textNode(text(Instant.EPOCH.plus(value, unit)))
                        : value -> NODES.textNode(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                                LocalDateTime.ofInstant(Instant.EPOCH.plus(value, unit), ZoneOffset.UTC)));
            }
            case IntLogicalTypeAnnotation integer
            when !integer.isSigned() ->
                type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                        ? value -> NODES.numberNode(value & 0xFFFF_FFFFL)
                        : value -> number(Long.toUnsignedString(value));
            case null, default -> NODES::numberNode;
        };
    }

    /** Text as text, JSON as it is, decimals as numbers, ids as text; other bytes in Base64. */
    static Function<Binary, JsonNode> bytes(PrimitiveType type) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return value -> NODES.textNode(text(instant(value)));
        }
        return switch (annotation(type)) {
            case StringLogicalTypeAnnotation text -> ScalarForms::text;
            case EnumLogicalTypeAnnotation name -> ScalarForms::text;
            case JsonLogicalTypeAnnotation json -> ScalarForms::json;
            case DecimalLogicalTypeAnnotation decimal ->
                value -> number(new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()).toString());
            case UUIDLogicalTypeAnnotation id ->
                value -> {
                    ByteBuffer halves = value.toByteBuffer();
                    return NODES.textNode(new UUID(halves.getLong(), halves.getLong()).toString());
                };
            case Float16LogicalTypeAnnotation half ->
                value -> NODES.numberNode(Float.float16ToFloat(
                        value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort()));
            case IntervalLogicalTypeAnnotation interval -> value -> NODES.textNode(interval(value));
            case null, default -> value -> NODES.textNode(Base64.getEncoder().encodeToString(value.getBytesUnsafe()));
        };
    }

    /** JSON as it is, on one line; text that is no JSON as a JSON string. */
    static JsonNode json(Binary value) {
        String text = value.toStringUsingUTF8();
        return isJson(text) ? number(text.replace('\n', ' ').replace('\r', ' ')) : NODES.textNode(text);
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JsonText.JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode text(Binary value) {
        return NODES.textNode(value.toStringUsingUTF8());
    }

    /** A value that stands in the row just as written here. */
    private static JsonNode number(String written) {
        return NODES.rawValueNode(new RawValue(written));
    }

    /** At least milliseconds, as Braintrust writes times. */
    private static String text(Instant instant) {
        return instant.getNano() % NANOS_OF_MILLISECOND == 0 ? WITH_MILLISECONDS.format(instant) : instant.toString();
    }

    private static Instant instant(Binary value) {
        ByteBuffer parts = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = parts.getLong();
        long day = parts.getInt() - JULIAN_DAY_OF_1970;
        return Instant.EPOCH.plus(Duration.ofDays(day)).plusNanos(nanosOfDay);
    }

    private static String interval(Binary value) {
        ByteBuffer parts = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Period days = Period.of(0, parts.getInt(), parts.getInt());
        Duration time = Duration.ofMillis(Integer.toUnsignedLong(parts.getInt()));
        if (time.isZero()) {
            return days.toString();
        }
        return (days.isZero() ? "P" : days.toString()) + time.toString().substring(1);
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> MILLIS;
            case MICROS -> MICROS;
            case NANOS -> NANOS;
        };
    }

    private static @Nullable LogicalTypeAnnotation annotation(PrimitiveType type) {
        return type.getLogicalTypeAnnotation();
    }
}
