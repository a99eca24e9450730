package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Objects of numbers. Members that are neither exact numbers nor null are left out. */
final class NumberMapColumn implements ColumnWriter {

    private static final int NO_MAP = 0;
    private static final int NO_ENTRY = 1;
    private static final int NO_VALUE = 2;

    private final TextLeaf keys;
    private final DoubleLeaf values;
    private final PlainMembers plain = new PlainMembers();
    private int entries;

    NumberMapColumn(TextLeaf keys, DoubleLeaf values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public void absent() throws IOException {
        noEntry(NO_MAP);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        Slots slots = row.slots();
        if (slots.kind(slot) != ValueKind.OBJECT) {
            absent();
            return false;
        }
        entries = 0;
        boolean whole =
                plain.findNumbers(row.bytes(), slots.start(slot)) ? writePlain(row.bytes()) : writeAny(row, slot);
        if (entries == 0) {
            noEntry(NO_ENTRY);
        }
        return whole;
    }

    private boolean writePlain(byte[] bytes) throws IOException {
        boolean whole = true;
        for (int i = 0; i < plain.count(); i++) {
            int from = plain.numberStart(i);
            int to = plain.numberEnd(i);
            OptionalDouble value = from == to ? OptionalDouble.empty() : ExactNumbers.read(bytes, from, to);
            if (from == to || value.isPresent()) {
                entry(bytes, plain.textStart(i), plain.textEnd(i), value);
            } else {
                whole = false;
            }
        }
        return whole;
    }

    private boolean writeAny(RowAtHand row, int slot) throws IOException {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        boolean whole = true;
        try (JsonParser parser = JsonText.parser(row, slot)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                OptionalDouble value = token.isNumeric() ? ExactNumbers.read(parser.getText()) : OptionalDouble.empty();
                numbers.remove(key);
                if (JsonText.isEncodable(key) && (value.isPresent() || token == JsonToken.VALUE_NULL)) {
                    numbers.put(key, value);
                } else {
                    whole = false;
                }
                parser.skipChildren();
            }
        }
        for (Map.Entry<String, OptionalDouble> number : numbers.entrySet()) {
            byte[] key = number.getKey().getBytes(UTF_8);
            entry(key, 0, key.length, number.getValue());
        }
        return whole;
    }

    private void entry(byte[] bytes, int keyFrom, int keyTo, OptionalDouble value) throws IOException {
        int repetition = Math.min(entries, 1);
        keys.add(bytes, keyFrom, keyTo, repetition);
        if (value.isPresent()) {
            values.add(value.getAsDouble(), repetition);
        } else {
            values.absent(repetition, NO_VALUE);
        }
        entries++;
    }

    private void noEntry(int definition) throws IOException {
        keys.absent(0, definition);
        values.absent(0, definition);
    }
}
