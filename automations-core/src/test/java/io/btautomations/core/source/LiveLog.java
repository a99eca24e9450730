package io.btautomations.core.source;

import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A log at Braintrust: rows by id, each in its newest version, seen some time after it was written. */
final class LiveLog {

    /**
     * A version of a row.
     *
     * @param json the row
     * @param seenFrom when queries begin to find it
     */
    record Version(String id, String trace, PaginationKey key, Instant seenFrom, String json) {}

    private final Map<String, List<Version>> versions = new LinkedHashMap<>();
    private final Map<Long, Integer> counters = new LinkedHashMap<>();

    /** Writes a row, or a newer version of it, in a transaction of its own. */
    Version write(String id, String trace, String more, Instant now, Duration lateness) {
        return write(id, trace, more, transaction(now), 0, now, lateness);
    }

    /** A new transaction. */
    TransactionId transaction(Instant now) {
        int counter = counters.merge(now.getEpochSecond(), 1, Integer::sum) - 1;
        return new TransactionId(TransactionId.firstOf(now).value() + counter);
    }

    /** Writes a row in a transaction of several. */
    Version write(
            String id, String trace, String more, TransactionId transaction, int row, Instant now, Duration lateness) {
        PaginationKey key = new PaginationKey(transaction.firstKey().value() + row);
        String json = "{\"_pagination_key\":\"" + key + "\",\"_xact_id\":\"" + transaction + "\",\"created\":\""
                + now.truncatedTo(ChronoUnit.SECONDS) + "\",\"id\":\"" + id + "\",\"is_root\":" + id.equals(trace)
                + (more.isEmpty() ? "" : "," + more) + ",\"project_id\":\"proj\",\"root_span_id\":\"" + trace
                + "\",\"span_id\":\"" + id + "\"}";
        Version version = new Version(id, trace, key, now.plus(lateness), json);
        versions.computeIfAbsent(id, each -> new ArrayList<>()).add(version);
        return version;
    }

    /** The rows that a query at this time finds: of each id the newest version that is seen. */
    List<Version> seen(Instant now) {
        List<Version> rows = new ArrayList<>();
        for (List<Version> ofRow : versions.values()) {
            Version newest = null;
            for (Version version : ofRow) {
                boolean isSeen = !version.seenFrom().isAfter(now);
                if (isSeen && (newest == null || version.key().compareTo(newest.key()) > 0)) {
                    newest = version;
                }
            }
            if (newest != null) {
                rows.add(newest);
            }
        }
        return rows;
    }

    /** Of each id the newest version. */
    List<Version> newest() {
        return seen(Instant.MAX);
    }

    /** Every set of rows of the trace that a query found at some time. */
    Set<Set<String>> statesOf(String trace) {
        Set<Set<String>> states = new HashSet<>();
        all().stream()
                .map(Version::seenFrom)
                .distinct()
                .forEach(time -> states.add(seen(time).stream()
                        .filter(version -> version.trace().equals(trace))
                        .map(Version::json)
                        .collect(Collectors.toSet())));
        return states;
    }

    /** Every version of every row. */
    List<Version> all() {
        return versions.values().stream().flatMap(List::stream).toList();
    }
}
