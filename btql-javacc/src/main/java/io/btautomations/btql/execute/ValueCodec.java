package io.btautomations.btql.execute;

import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as bytes, which read back as equal values. The form lives as long as a run. */
final class ValueCodec {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int DECIMAL = 5;
    private static final int TEXT = 6;
    private static final int ARRAY = 7;
    private static final int SPREAD = 8;
    private static final int OBJECT = 9;
    private static final int INSTANT = 10;
    private static final int INTERVAL = 11;

    private ValueCodec() {}

    static void write(Value value, DataOutputStream out) throws IOException {
        switch (value) {
            case NullValue none -> out.writeByte(NULL);
            case BooleanValue bool -> out.writeByte(bool.value() ? TRUE : FALSE);
            case NumberValue.LongValue number -> {
                out.writeByte(LONG);
                out.writeLong(number.value());
            }
            case NumberValue.DoubleValue number -> {
                out.writeByte(DOUBLE);
                out.writeDouble(number.value());
            }
            case NumberValue.DecimalValue number -> {
                out.writeByte(DECIMAL);
                out.writeInt(number.exact().scale());
                writeBytes(number.exact().unscaledValue().toByteArray(), out);
            }
            case TextValue text -> {
                out.writeByte(TEXT);
                writeText(text.text(), out);
            }
            case ArrayValue array -> {
                out.writeByte(ARRAY);
                writeAll(array.elements(), out);
            }
            case SpreadValue spread -> {
                out.writeByte(SPREAD);
                writeAll(spread.elements(), out);
            }
            case ObjectValue object -> {
                out.writeByte(OBJECT);
                writeMembers(object.members(), out);
            }
            case InstantValue instant -> {
                out.writeByte(INSTANT);
                out.writeLong(instant.instant().getEpochSecond());
                out.writeInt(instant.instant().getNano());
            }
            case IntervalValue interval -> {
                out.writeByte(INTERVAL);
                out.writeLong(interval.months());
                out.writeLong(interval.duration().getSeconds());
                out.writeInt(interval.duration().getNano());
            }
        }
    }

    static Value read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case NULL -> NullValue.NULL;
            case FALSE -> BooleanValue.FALSE;
            case TRUE -> BooleanValue.TRUE;
            case LONG -> NumberValue.of(in.readLong());
            case DOUBLE -> new NumberValue.DoubleValue(in.readDouble());
            case DECIMAL -> {
                int scale = in.readInt();
                yield new NumberValue.DecimalValue(new BigDecimal(new BigInteger(readBytes(in)), scale));
            }
            case TEXT -> new TextValue(readText(in));
            case ARRAY -> new ArrayValue(readAll(in));
            case SPREAD -> new SpreadValue(readAll(in));
            case OBJECT -> new ObjectValue(readMembers(in));
            case INSTANT -> new InstantValue(Instant.ofEpochSecond(in.readLong(), in.readInt()));
            case INTERVAL -> {
                long months = in.readLong();
                yield new IntervalValue(months, Duration.ofSeconds(in.readLong(), in.readInt()));
            }
            default -> throw new IOException("a spilled value is of the unknown kind " + kind);
        };
    }

    static void writeAll(List<Value> values, DataOutputStream out) throws IOException {
        out.writeInt(values.size());
        for (Value value : values) {
            write(value, out);
        }
    }

    static List<Value> readAll(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(read(in));
        }
        return values;
    }

    static void writeMembers(Map<String, Value> members, DataOutputStream out) throws IOException {
        out.writeInt(members.size());
        for (Map.Entry<String, Value> member : members.entrySet()) {
            writeText(member.getKey(), out);
            write(member.getValue(), out);
        }
    }

    static Map<String, Value> readMembers(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = readText(in);
            members.put(key, read(in));
        }
        return members;
    }

    static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** Code unit for code unit, so that unpaired surrogates survive; one byte for each if all are ASCII. */
    static void writeText(String text, DataOutputStream out) throws IOException {
        int length = text.length();
        boolean isWide = text.chars().anyMatch(unit -> unit >= 0x80);
        out.writeBoolean(isWide);
        byte[] bytes = new byte[isWide ? 2 * length : length];
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (isWide) {
                bytes[2 * i] = (byte) (unit >> 8);
                bytes[2 * i + 1] = (byte) unit;
            } else {
                bytes[i] = (byte) unit;
            }
        }
        writeBytes(bytes, out);
    }

    static String readText(DataInputStream in) throws IOException {
        boolean isWide = in.readBoolean();
        byte[] bytes = readBytes(in);
        char[] units = new char[isWide ? bytes.length / 2 : bytes.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = isWide ? (char) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF) : (char) bytes[i];
        }
        return new String(units);
    }
}
