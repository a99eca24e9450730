package io.btautomations.engine.http;

import io.btautomations.engine.overview.Moments;
import io.btautomations.engine.overview.RunFigures;
import io.btautomations.engine.store.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs of an automation, newest first. */
final class RunsTable {

    private RunsTable() {}

    static void write(Html html, List<RunRecord> runs) {
        if (runs.isEmpty()) {
            html.leaf("p", "It has not run yet.");
            return;
        }
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String head : List.of("Started", "Took", "Cause", "Window", "Lag")) {
            html.leaf("th", head);
        }
        for (String head : List.of("Rows", "Matches", "Notifications", "Rows written", "Objects", "Bytes")) {
            html.leaf("th", head, "class", "number");
        }
        html.leaf("th", "Result").close().close().open("tbody");
        runs.forEach(run -> row(html, run));
        html.close().close().close();
    }

    private static void row(Html html, RunRecord run) {
        RunFigures figures = RunFigures.of(run);
        html.open("tr", "class", run.failed() ? "failed" : run.isTest() ? "test" : "done");
        html.leaf("td", Pages.second(run.started()));
        html.leaf("td", Moments.duration(Duration.between(run.started(), run.ended())));
        html.leaf("td", run.cause());
        window(html, run);
        html.leaf("td", run.lagSeconds().map(RunsTable::seconds).orElse(Words.nothing()));
        html.leaf("td", Words.number(figures.rows()), "class", "number");
        html.leaf("td", Words.number(figures.matches()), "class", "number");
        html.leaf("td", Words.number(figures.notifications()), "class", "number");
        html.leaf("td", Words.number(figures.rowsWritten()), "class", "number");
        html.leaf("td", Words.number(figures.objects()), "class", "number");
        html.leaf(
                "td",
                figures.bytesWritten().isPresent()
                        ? Words.bytes(figures.bytesWritten().getAsLong())
                        : Words.nothing(),
                "class",
                "number");
        html.leaf("td", result(run), "class", "text").close();
    }

    private static String result(RunRecord run) {
        return run.failed() ? "failed: " + run.error().orElse("no reason is known") : "ok";
    }

    private static void window(Html html, RunRecord run) {
        Optional<String> start = run.windowStart();
        Optional<String> end = run.windowEnd();
        if (start.isEmpty() && end.isEmpty()) {
            html.leaf("td", Words.nothing());
            return;
        }
        html.open("td", "class", "window");
        html.leaf("span", start.orElse("?")).text(" to ").leaf("span", end.orElse("?"));
        html.close();
    }

    private static String seconds(double lag) {
        return Moments.duration(Duration.ofMillis(Math.round(lag * 1000)));
    }
}
