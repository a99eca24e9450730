package io.btautomations.core.source.live;

/** How many rows to ask for at a time: fewer when answers are too much for the endpoint, then slowly more again. */
final class PageSize {

    private static final int PAGES_TO_GROW = 8;

    private final long most;
    private long now;
    private int goodPages;

    PageSize(long most) {
        this.most = most;
        this.now = most;
    }

    long now() {
        return now;
    }

    /** A page was answered. */
    void succeeded() {
        goodPages++;
        if (goodPages >= PAGES_TO_GROW && now < most) {
            now = Math.min(most, now * 2);
            goodPages = 0;
        }
    }

    /**
     * A page of {@code rows} was too much.
     *
     * @return whether fewer can be asked for
     */
    boolean shrink(long rows) {
        goodPages = 0;
        now = Math.max(1, Math.min(now, rows) / 2);
        return rows > 1;
    }
}
