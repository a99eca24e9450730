package io.btautomations.core.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.core.parquet.UtcTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of a content, each looked over before it is exported: it must be one whole JSON object. For one thread. */
final class ExportRows {

    /** How deep values may nest within a row, the row itself included. */
    static final int MOST_DEPTH = 1_000;

    private static final int MOST_TIME_CHARACTERS = 64;
    private static final int DATE_CHARACTERS = 10;
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(RowReader.MOST_BYTES)
                    .maxNumberLength(RowReader.MOST_BYTES)
                    .maxNameLength(RowReader.MOST_BYTES)
                    .build())
            .build();

    private final RowReader reader;
    private final RowPaths paths;
    private final RowScanner scanner;
    private final Slots slots;
    private final Optional<RowEdit> edit;
    private final Slots editedSlots;

    /**
     * Rows of a content.
     *
     * @param document whether the content is said to be JSON values rather than JSON Lines
     * @param paths that are looked for in each row
     * @param edit what is done to each row
     */
    ExportRows(InputStream content, boolean document, RowPaths paths, Optional<RowEdit> edit) {
        this.reader = new RowReader(content, document);
        this.paths = paths;
        this.scanner = RowScanners.plain().validating(paths.trie(), MOST_DEPTH);
        this.slots = paths.trie().newSlots();
        this.edit = edit;
        this.editedSlots = paths.trie().newSlots();
    }

    /**
     * Goes to the next row; false at the end.
     *
     * @throws UnfitItemException if the row is not one whole JSON object in UTF-8
     */
    boolean next() throws IOException, UnfitItemException {
        if (!reader.next()) {
            return false;
        }
        if (!scanner.scan(reader.bytes(), reader.start(), reader.end(), slots)) {
            throw new UnfitItemException("row " + reader.number() + " " + complaint());
        }
        if (edit.isPresent()) {
            RowEdit edited = edit.get();
            edited.edit(reader.bytes(), reader.start(), reader.end());
            scanner.scan(edited.bytes(), edited.start(), edited.end(), editedSlots);
        }
        return true;
    }

    /** Holds the row from {@link #start} to {@link #end}; to be read only, and only until the next row. */
    byte[] bytes() {
        return edit.map(RowEdit::bytes).orElseGet(reader::bytes);
    }

    int start() {
        return edit.map(RowEdit::start).orElseGet(reader::start);
    }

    int end() {
        return edit.map(RowEdit::end).orElseGet(reader::end);
    }

    /** Where the values of the paths lie in the row. */
    Slots slots() {
        return edit.isPresent() ? editedSlots : slots;
    }

    /**
     * The day on which the row says that it was created, whether or not that is exported: in UTC, counted from 1970;
     * empty if it does not say.
     */
    OptionalLong createdDay() {
        int slot = paths.created();
        int from = slots.start(slot) + 1;
        int to = slots.end(slot) - 1;
        if (slots.kind(slot) != ValueKind.STRING || to - from > MOST_TIME_CHARACTERS) {
            return OptionalLong.empty();
        }
        OptionalLong micros = UtcTime.micros(reader.bytes(), from, to);
        return micros.isPresent()
                ? OptionalLong.of(Math.floorDiv(micros.getAsLong(), MICROS_OF_DAY))
                : day(new String(reader.bytes(), from, to - from, StandardCharsets.UTF_8));
    }

    private static OptionalLong day(String text) {
        try {
            LocalDate date = text.length() == DATE_CHARACTERS
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
            return OptionalLong.of(date.toEpochDay());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** What is wrong with the row, in words. */
    private String complaint() throws IOException {
        try (JsonParser parser = JSON.createParser(reader.bytes(), reader.start(), reader.end() - reader.start())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "is no JSON object";
            }
            parser.skipChildren();
            return parser.nextToken() == null ? "is not UTF-8" : "has more behind its JSON object";
        } catch (JsonProcessingException e) {
            return "is not JSON: " + e.getOriginalMessage();
        }
    }
}
