package io.btautomations.engine.serve;

import java.util.OptionalInt;

/**
 * What a server takes and gives at most.
 *
 * @param requestBytes longest request that is read into memory
 * @param uploadBytes longest upload, for rows that do not fit in a request
 * @param responseBytes longest answer to a query
 * @param queryBytes what a query may keep in memory
 * @param queriesAMinute more are refused; empty for as many as come
 */
public record ServerLimits(
        int requestBytes, int uploadBytes, long responseBytes, long queryBytes, OptionalInt queriesAMinute) {

    /** 32 MB, 64 MB, 128 MB, 256 MB, as many as come. */
    public static final ServerLimits STANDARD =
            new ServerLimits(32 << 20, 64 << 20, 128L << 20, 256L << 20, OptionalInt.empty());

    /** The same with at most so many queries a minute. */
    public ServerLimits withQueriesAMinute(int count) {
        return new ServerLimits(requestBytes, uploadBytes, responseBytes, queryBytes, OptionalInt.of(count));
    }

    /** The same with another longest answer to a query. */
    public ServerLimits withResponseBytes(long bytes) {
        return new ServerLimits(requestBytes, uploadBytes, bytes, queryBytes, queriesAMinute);
    }
}
