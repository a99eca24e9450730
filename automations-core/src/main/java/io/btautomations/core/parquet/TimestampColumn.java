package io.btautomations.core.parquet;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Times, as microseconds. What is finer is cut off. */
record TimestampColumn(LongLeaf leaf) implements ColumnWriter {

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        if (!row.slots().kind(slot).isString()) {
            absent();
            return false;
        }
        OptionalLong plainMicros = UtcTime.micros(
                row.bytes(), row.slots().start(slot) + 1, row.slots().end(slot) - 1);
        if (plainMicros.isPresent()) {
            leaf.add(plainMicros.getAsLong(), 0);
            return true;
        }
        return writeAny(JsonText.decoded(row, slot));
    }

    private boolean writeAny(String text) throws IOException {
        long micros;
        boolean whole;
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            micros =
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
            whole = instant.getNano() % 1_000 == 0;
        } catch (DateTimeException | ArithmeticException e) {
            absent();
            return false;
        }
        leaf.add(micros, 0);
        return whole;
    }
}
