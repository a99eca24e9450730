package io.btautomations.engine.serve.log;

import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.TextValue;
import java.util.List;
import java.util.Optional;

/** What an index must know of rows, read from their bytes. For one thread. */
final class RowLines {

    private static final int ID = 0;
    private static final int KEY = 1;
    private static final int TRANSACTION = 2;
    private static final int CREATED = 3;
    private static final int DELETED = 4;
    private static final PathTrie PATHS = PathTrie.ofKeys(List.of(
            List.of(RowForm.ID),
            List.of(RowForm.KEY),
            List.of(RowForm.TRANSACTION),
            List.of("created"),
            List.of(RowForm.DELETED)));

    private final RowScanner scanner = RowScanners.plain().validating(PATHS, JsonReader.MAXIMUM_DEPTH);
    private final Slots slots = PATHS.newSlots();
    private final IdHash hash = new IdHash();
    private byte[] bytes = new byte[0];

    /** Goes to a row; false if the bytes are none. */
    boolean read(byte[] line, int from, int to) {
        bytes = line;
        return scanner.scan(line, from, to, slots);
    }

    /** A number for the row's id, if it has one. */
    Optional<Long> idHash() {
        if (slots.kind(ID) == ValueKind.STRING) {
            return Optional.of(hash.of(bytes, slots.start(ID) + 1, slots.end(ID) - 1));
        }
        return text(ID).map(hash::of);
    }

    /** A number for an id. */
    long idHash(String id) {
        return hash.of(id);
    }

    Optional<String> key() {
        return text(KEY);
    }

    Optional<String> transaction() {
        return text(TRANSACTION);
    }

    Optional<String> created() {
        return text(CREATED);
    }

    /** Whether the row has a member of that name, whatever its value. */
    boolean hasKey() {
        return !slots.isMissing(KEY);
    }

    boolean hasTransaction() {
        return !slots.isMissing(TRANSACTION);
    }

    boolean hasId() {
        return !slots.isMissing(ID);
    }

    boolean isDeleted() {
        return slots.kind(DELETED) == ValueKind.TRUE;
    }

    private Optional<String> text(int slot) {
        if (!slots.kind(slot).isString()) {
            return Optional.empty();
        }
        return JsonReader.read(bytes, slots.start(slot), slots.end(slot))
                .flatMap(value -> value instanceof TextValue text ? Optional.of(text.text()) : Optional.empty());
    }
}
