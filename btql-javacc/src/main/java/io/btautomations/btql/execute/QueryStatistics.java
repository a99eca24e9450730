package io.btautomations.btql.execute;

import java.util.Optional;

/**
 * What a run did.
 *
 * @param rowsRead rows of the source, malformed ones too
 * @param malformedRows rows that are no JSON object, as far as the options have them looked at; they are passed over
 * @param oversizedRows rows that are longer than the reader's limit; they are passed over
 * @param rowsReturned rows of the result
 * @param cursor continues after the last row, where the order of the rows allows it
 * @param hasMore whether there are rows after the last one, which the query's limit leaves out of an ordered result
 */
public record QueryStatistics(
        long rowsRead,
        long malformedRows,
        long oversizedRows,
        long rowsReturned,
        Optional<String> cursor,
        boolean hasMore) {}
