package io.btautomations.core.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Looks a row over before it is exported: it must be one whole JSON object. Builds no tree. */
final class RowInspector {

    private static final String CREATED = "created";
    private static final int MOST_DEPTH = 10_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(RowReader.MOST_BYTES)
                    .maxNumberLength(RowReader.MOST_BYTES)
                    .maxNameLength(RowReader.MOST_BYTES)
                    .build())
            .build();

    private RowInspector() {}

    /**
     * The UTC date of the row's {@code created}, the last one if there are several; empty if it has none that is a
     * time.
     *
     * @throws UnfitItemException if the row is not one whole JSON object
     */
    static Optional<LocalDate> created(RowReader row) throws IOException, UnfitItemException {
        try (JsonParser parser = JSON.createParser(row.bytes(), 0, row.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnfitItemException("row " + row.number() + " is no JSON object");
            }
            Optional<LocalDate> created = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(CREATED);
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (wanted) {
                    created = isText ? date(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            parser.nextToken();
            if (parser.currentToken() != null) {
                throw new UnfitItemException("row " + row.number() + " has more behind its JSON object");
            }
            return created;
        } catch (JsonProcessingException e) {
            throw new UnfitItemException("row " + row.number() + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            LocalDate date = text.length() == 10
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
            return date.getYear() >= 0 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
