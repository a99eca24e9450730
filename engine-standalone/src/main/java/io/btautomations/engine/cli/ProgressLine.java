package io.btautomations.engine.cli;

import java.util.Locale;

/** A bar on a terminal; nothing where there is none. Not safe for use by several threads. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDTH = 30;

    private final Console console;
    private final String label;
    private final long total;
    private int shown = -1;

    ProgressLine(Console console, String label, long total) {
        this.console = console;
        this.label = label;
        this.total = Math.max(1, total);
    }

    void show(long done) {
        int permille = (int) Math.min(1000, done * 1000 / total);
        if (!console.interactive() || permille == shown) {
            return;
        }
        shown = permille;
        int filled = permille * WIDTH / 1000;
        console.err()
                .printf(
                        Locale.ROOT,
                        "\r%s [%s%s] %3d%%",
                        label,
                        "#".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        permille / 10);
        console.err().flush();
    }

    @Override
    public void close() {
        if (shown >= 0) {
            console.err().print("\r" + " ".repeat(label.length() + WIDTH + 8) + "\r");
            console.err().flush();
        }
    }
}
