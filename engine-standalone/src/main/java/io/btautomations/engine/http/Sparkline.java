package io.btautomations.engine.http;

import io.btautomations.engine.overview.RunFigures;
import io.btautomations.engine.store.RunRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How much came of the latest runs, as a row of bars, the newest at the right. A run that failed is a bar of its own.
 *
 * @param runs oldest first
 */
record Sparkline(List<Bar> runs, String what) {

    static final int MOST = 60;
    private static final int STEP = 4;
    private static final int WIDTH = 3;
    private static final int HEIGHT = 36;

    /** A run. */
    record Bar(String label, long count, boolean failed) {}

    /** @param runs newest first */
    static Sparkline of(List<RunRecord> runs) {
        boolean counts =
                runs.stream().anyMatch(run -> RunFigures.of(run).matches().isPresent());
        List<Bar> bars = new ArrayList<>();
        for (RunRecord run : runs) {
            RunFigures figures = RunFigures.of(run);
            OptionalLong count = counts ? figures.matches() : figures.rows();
            boolean reads = figures.rows().isPresent() || run.failed();
            if (reads && !run.isTest() && bars.size() < MOST) {
                bars.add(bar(run, count.orElse(0), counts));
            }
        }
        Collections.reverse(bars);
        return new Sparkline(bars, counts ? "Matches per run" : "Rows per run");
    }

    private static Bar bar(RunRecord run, long count, boolean matches) {
        String what = run.failed() ? "failed" : Words.number(count) + (matches ? " matches" : " rows");
        return new Bar(Pages.second(run.started()) + ": " + what, count, run.failed());
    }

    void write(Html html) {
        long most = runs.stream().mapToLong(Bar::count).max().orElse(0);
        String label = runs.isEmpty()
                ? "no run yet"
                : "the latest " + runs.size() + " runs, at most " + Words.number(most) + " in one";
        html.open("figure").leaf("figcaption", what + " (" + label + ")");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + MOST * STEP + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                what + ": " + label,
                "preserveAspectRatio",
                "none");
        int first = MOST - runs.size();
        for (int i = 0; i < runs.size(); i++) {
            write(html, runs.get(i), (first + i) * STEP, most);
        }
        html.close().close();
    }

    private static void write(Html html, Bar bar, int left, long most) {
        double height = bar.failed() ? HEIGHT : Math.max(1, bar.count() * (double) HEIGHT / Math.max(1, most));
        html.open(
                "rect",
                "class",
                bar.failed() ? "failed" : bar.count() == 0 ? "none" : "some",
                "x",
                Integer.toString(left),
                "y",
                number(HEIGHT - height),
                "width",
                Integer.toString(WIDTH),
                "height",
                number(height));
        html.leaf("title", bar.label()).close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
