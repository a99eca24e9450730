package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.btautomations.btql.scan.Slots;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Finds what of a row no column holds, as a JSON object, of members with the same name the last. Holds what was found
 * last. For one thread.
 */
final class ExtraMembers {

    private static final int MOST_PLAIN = 64;

    private final List<String> names;
    private final int[] nameBytes;
    private final ValueBytes object;
    private final int[] nameFroms = new int[MOST_PLAIN];
    private final int[] nameTos = new int[MOST_PLAIN];
    private final int[] slotOrder = new int[MOST_PLAIN];
    private int members;
    private byte[] noColumn = new byte[0];

    ExtraMembers(RowSchema schema, PageMemory memory) {
        object = new ValueBytes(memory);
        names = schema.names();
        nameBytes = names.stream().mapToInt(name -> name.getBytes(UTF_8).length).toArray();
    }

    /**
     * Looks for members of the row that have no column, or whose column, among {@code unheld}, does not hold them;
     * false if there are none.
     */
    boolean find(RowAtHand row, BitSet unheld) throws IOException {
        if (unheld.isEmpty() && isAllKnown(row)) {
            return false;
        }
        if (!collectPlain(row, unheld)) {
            collectAny(row, unheld);
        }
        return members > 0;
    }

    /** Holds the object that was found from its beginning to {@link #size}. */
    byte[] array() {
        return object.array();
    }

    int size() {
        return object.size();
    }

    /** Leaves the memory of what was found to others, after which nothing may be looked for. */
    void release() {
        object.release();
    }

    /** Whether the columns' members make up the whole row: a quick check by length, right whenever it says yes. */
    private boolean isAllKnown(RowAtHand row) {
        Slots slots = row.slots();
        long length = 1;
        for (int slot = 0; slot < nameBytes.length; slot++) {
            if (!slots.isMissing(slot)) {
                length += nameBytes[slot] + "\"\":,".length() + slots.end(slot) - slots.start(slot);
            }
        }
        return Math.max(2, length) == row.to() - row.from();
    }

    /** Collects the members if no name is escaped and those that are collected are all different; else false. */
    private boolean collectPlain(RowAtHand row, BitSet unheld) {
        begin();
        byte[] bytes = row.bytes();
        int at = JsonSlices.skipSpace(bytes, JsonSlices.skipSpace(bytes, row.from()) + 1);
        for (int position = 0; bytes[at] != '}'; position++) {
            int valueTo;
            int expected = position < MOST_PLAIN ? slotOrder[position] : 0;
            if (isMemberAt(row.slots(), expected, at) && !unheld.get(expected)) {
                valueTo = row.slots().end(expected);
            } else {
                int nameTo = JsonSlices.plainTextEnd(bytes, at);
                if (nameTo < 0) {
                    return false;
                }
                int valueFrom = JsonSlices.skipSpace(bytes, JsonSlices.skipSpace(bytes, nameTo + 1) + 1);
                int slot = slotAt(row.slots(), valueFrom, position);
                valueTo = slot >= 0 ? row.slots().end(slot) : JsonSlices.valueEnd(bytes, valueFrom);
                boolean extra = slot >= 0 ? unheld.get(slot) : !isColumn(bytes, at + 1, nameTo);
                if (extra && !add(bytes, at + 1, nameTo, valueFrom, valueTo)) {
                    return false;
                }
            }
            at = JsonSlices.skipSpace(bytes, valueTo);
            at = bytes[at] == ',' ? JsonSlices.skipSpace(bytes, at + 1) : at;
        }
        end();
        return true;
    }

    private void collectAny(RowAtHand row, BitSet unheld) throws IOException {
        begin();
        for (Map.Entry<String, int[]> place :
                JsonMembers.places(row.bytes(), row.from(), row.to()).entrySet()) {
            int column = names.indexOf(place.getKey());
            if (column < 0 || unheld.get(column)) {
                byte[] name = JsonStringEncoder.getInstance().quoteAsUTF8(place.getKey());
                put(name, 0, name.length, row.bytes(), place.getValue()[0], place.getValue()[1]);
            }
        }
        end();
    }

    /** Adds a member; false if it is one too many, or there is one of that name. */
    private boolean add(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (members == MOST_PLAIN) {
            return false;
        }
        for (int i = 0; i < members; i++) {
            if (Arrays.equals(bytes, nameFroms[i], nameTos[i], bytes, nameFrom, nameTo)) {
                return false;
            }
        }
        nameFroms[members] = nameFrom;
        nameTos[members] = nameTo;
        put(bytes, nameFrom, nameTo, bytes, valueFrom, valueTo);
        return true;
    }

    private void begin() {
        object.clear();
        object.write('{');
        members = 0;
    }

    private void put(byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
        if (members++ > 0) {
            object.write(',');
        }
        object.write('"');
        object.put(names, nameFrom, nameTo);
        object.write('"');
        object.write(':');
        object.put(values, valueFrom, valueTo);
    }

    private void end() {
        object.write('}');
    }

    /** Whether the column's member begins there, written without white space: only then its value is so far away. */
    private boolean isMemberAt(Slots slots, int slot, int at) {
        return slot < nameBytes.length
                && slots.start(slot) == at + nameBytes[slot] + "\"\":".length()
                && !slots.isMissing(slot);
    }

    /** The column whose value begins there, negative if none does; rows mostly have their members in the same order. */
    private int slotAt(Slots slots, int valueFrom, int position) {
        for (int slot = 0; slot < nameBytes.length; slot++) {
            if (slots.start(slot) == valueFrom && !slots.isMissing(slot)) {
                if (position < MOST_PLAIN) {
                    slotOrder[position] = slot;
                }
                return slot;
            }
        }
        return -1;
    }

    /** Whether a column has that name, so that the member is one of several and not the last. */
    private boolean isColumn(byte[] bytes, int from, int to) {
        if (Arrays.equals(noColumn, 0, noColumn.length, bytes, from, to)) {
            return false;
        }
        if (names.contains(new String(bytes, from, to - from, UTF_8))) {
            return true;
        }
        noColumn = Arrays.copyOfRange(bytes, from, to);
        return false;
    }
}
