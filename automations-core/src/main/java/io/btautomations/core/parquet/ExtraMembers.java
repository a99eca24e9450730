package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.btautomations.btql.scan.Slots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what of a row no column holds. For one thread. */
final class ExtraMembers {

    private final Set<String> columns;
    private final int[] nameBytes;

    ExtraMembers(RowSchema schema) {
        columns = Set.copyOf(schema.names());
        List<String> names = schema.names();
        nameBytes = new int[names.size()];
        for (int slot = 0; slot < nameBytes.length; slot++) {
            nameBytes[slot] = names.get(slot).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * The members of the row that have no column, or are among {@code unheld}, as a JSON object; of members with the
     * same name the last.
     */
    Optional<byte[]> of(RowAtHand row, Set<String> unheld) throws IOException {
        if (unheld.isEmpty() && isAllKnown(row)) {
            return Optional.empty();
        }
        Map<String, int[]> places = JsonMembers.places(row.bytes(), row.from(), row.to());
        places.keySet().removeIf(name -> columns.contains(name) && !unheld.contains(name));
        return places.isEmpty() ? Optional.empty() : Optional.of(object(row.bytes(), places));
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

    private static byte[] object(byte[] bytes, Map<String, int[]> places) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        char before = '{';
        for (Map.Entry<String, int[]> place : places.entrySet()) {
            object.write(before);
            before = ',';
            object.write('"');
            object.write(new String(JsonStringEncoder.getInstance().quoteAsString(place.getKey()))
                    .getBytes(StandardCharsets.UTF_8));
            object.write('"');
            object.write(':');
            object.write(bytes, place.getValue()[0], place.getValue()[1] - place.getValue()[0]);
        }
        object.write('}');
        return object.toByteArray();
    }
}
