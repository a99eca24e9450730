package io.btautomations.engine.cli;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.query.ReadListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a scan has come, on a terminal, once it takes long enough to wonder; nothing where there is no terminal. Not
 * safe for use by several threads.
 */
final class ScanProgress implements ReadListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration PACE = Duration.ofMillis(100);
    private static final int BAR = 24;

    private final Console console;
    private final boolean isShown;
    private final WallClock clock;
    private final Instant start;
    private Instant next;
    private OptionalLong size = OptionalLong.empty();
    private int longest;

    /** @param isShown whether there is room for it on the terminal */
    ScanProgress(Console console, boolean isShown, WallClock clock) {
        this.console = console;
        this.isShown = isShown && console.interactive();
        this.clock = clock;
        this.start = clock.now();
        this.next = start.plus(PATIENCE);
    }

    /** Says how many bytes there are to read, if that is known. */
    void size(OptionalLong bytes) {
        size = bytes;
    }

    Duration elapsed() {
        Duration elapsed = Duration.between(start, clock.now());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    @Override
    public void read(long rows, long bytes) {
        if (!isShown || clock.now().isBefore(next)) {
            return;
        }
        next = clock.now().plus(PACE);
        double seconds = Math.max(1, elapsed().toMillis()) / 1_000.0;
        String line = String.format(Locale.ROOT, "%s%,d rows  %,.0f rows/s", bar(bytes), rows, rows / seconds);
        console.err().print("\r" + line + " ".repeat(Math.max(0, longest - line.length())));
        console.err().flush();
        longest = Math.max(longest, line.length());
    }

    private String bar(long bytes) {
        if (size.isEmpty() || size.getAsLong() == 0) {
            return "";
        }
        double part = Math.min(1.0, (double) bytes / size.getAsLong());
        int filled = (int) (part * BAR);
        return String.format(
                Locale.ROOT, "[%s%s] %3d%%  ", "#".repeat(filled), " ".repeat(BAR - filled), (int) (part * 100));
    }

    @Override
    public void close() {
        if (longest > 0) {
            console.err().print("\r" + " ".repeat(longest) + "\r");
            console.err().flush();
            longest = 0;
        }
    }
}
