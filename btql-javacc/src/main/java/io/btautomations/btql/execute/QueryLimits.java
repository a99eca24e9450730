package io.btautomations.btql.execute;

/**
 * How much memory a query may take. What needs more ends with a {@link QueryLimitException}.
 *
 * @param groups most groups, and most columns that a pivot makes
 * @param traces most traces of a query over traces
 * @param retainedBytes most bytes of rows and values that are kept at a time for sorting, grouping and summing up, by
 *     estimate
 */
public record QueryLimits(int groups, int traces, long retainedBytes) {

    /** 100,000 groups, a million traces, 256 MiB. */
    public static final QueryLimits STANDARD = new QueryLimits(100_000, 1_000_000, 256L << 20);

    public QueryLimits {
        if (groups < 1 || traces < 1 || retainedBytes < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
