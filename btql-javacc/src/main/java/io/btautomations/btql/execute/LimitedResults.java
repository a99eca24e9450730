package io.btautomations.btql.execute;

import java.io.IOException;

/** Passes the first rows of a result. */
final class LimitedResults implements ResultConsumer {

    private final ResultConsumer out;
    private long remaining;

    LimitedResults(long limit, ResultConsumer out) {
        this.remaining = limit;
        this.out = out;
    }

    boolean isOpen() {
        return remaining > 0;
    }

    @Override
    public boolean accept(ResultRow row) throws IOException, QueryLimitException {
        if (remaining <= 0) {
            return false;
        }
        remaining--;
        return out.accept(row) && remaining > 0;
    }
}
