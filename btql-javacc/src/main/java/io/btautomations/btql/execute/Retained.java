package io.btautomations.btql.execute;

import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;

/** Counts the memory that a run keeps, by estimate, against its limit. Not safe for use by several threads. */
final class Retained {

    private static final int OBJECT = 32;

    private final long limit;
    private long bytes;

    Retained(long limit) {
        this.limit = limit;
    }

    void add(long more, String what) throws QueryLimitException {
        bytes += more;
        if (bytes > limit) {
            throw new QueryLimitException(what + " needs more than the " + limit
                    + " bytes that the query may keep in memory: return fewer columns or rows, or raise the limit");
        }
    }

    /** Counts what is kept although there may be no room. */
    void addAnyway(long more) {
        bytes += more;
    }

    boolean hasRoomFor(long more) {
        return bytes + more <= limit;
    }

    long limit() {
        return limit;
    }

    void remove(long less) {
        bytes -= less;
    }

    static long sizeOf(Value value) {
        return switch (value) {
            case TextValue text -> OBJECT + 2L * text.text().length();
            case ArrayValue array -> OBJECT + sizeOf(array.elements());
            case SpreadValue spread -> OBJECT + sizeOf(spread.elements());
            case ObjectValue object ->
                OBJECT
                        + object.members().entrySet().stream()
                                .mapToLong(member -> OBJECT + member.getKey().length() + sizeOf(member.getValue()))
                                .sum();
            default -> OBJECT;
        };
    }

    static long sizeOf(List<Value> values) {
        long size = OBJECT;
        for (Value value : values) {
            size += sizeOf(value);
        }
        return size;
    }
}
