package io.btautomations.engine.http;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Health;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All automations on one page. Elements with {@code data-part} are what changes: the script replaces them one by one.
 */
final class StatusPage {

    /** How many runs to look at: enough for the bars also where notifications are runs of their own. */
    private static final int RUNS = 150;

    private static final int SHOWN = 8;

    private final Pages pages;
    private final Overviews overviews;
    private final TestDesk tests;
    private final Actions actions;
    private final WallClock clock;

    StatusPage(Pages pages, Overviews overviews, TestDesk tests, Actions actions, WallClock clock) {
        this.pages = pages;
        this.overviews = overviews;
        this.tests = tests;
        this.actions = actions;
        this.clock = clock;
    }

    /** All of them. */
    Response all(Request request) throws StoreException {
        List<AutomationOverview> looked = overviews.look(RUNS);
        Optional<Command> asked = actions.command(request.parameter("asked").orElse(""));
        Optional<String> tested = request.parameter("tested")
                .filter(name ->
                        looked.stream().anyMatch(overview -> overview.name().equals(name)));
        Instant now = clock.now();
        String body = pages.page(title(looked), true, html -> {
            html.open("p", "data-part", "summary", "class", "summary")
                    .text(title(looked) + " \u2013 as of " + Pages.second(now))
                    .close();
            notice(html, asked, tested);
            looked.forEach(overview -> automation(html, overview, now));
        });
        return Response.html(200, body);
    }

    private static String title(List<AutomationOverview> looked) {
        long failing = looked.stream()
                .filter(overview -> overview.health() == Health.FAILING)
                .count();
        String number = looked.size() == 1 ? "1 automation" : looked.size() + " automations";
        return failing == 0 ? number : number + ", " + failing + " failing";
    }

    private void notice(Html html, Optional<Command> asked, Optional<String> tested) {
        html.open("div", "data-part", "notice", "role", "status");
        asked.ifPresent(command -> {
            html.open("p", "class", "notice");
            Pages.name(html, command.automation());
            html.text(": ").text(command.verb().toString()).text(" \u2013 ");
            html.text(command.outcome().orElse("asked for; it is done after what runs now"))
                    .close();
        });
        tested.ifPresent(name -> {
            html.open("p", "class", "notice");
            Pages.name(html, name);
            html.text(": ").text(test(name)).close();
        });
        html.close();
    }

    private String test(String automation) {
        return tests.latest(automation)
                .map(test -> test.outcome()
                        .map(outcome -> (outcome.succeeded() ? "test: " : "test failed: ") + outcome.sentence())
                        .orElse("test runs since " + Pages.second(test.started())))
                .orElse("was not tested since the engine started");
    }

    private void automation(Html html, AutomationOverview overview, Instant now) {
        String name = overview.name();
        html.open("section", "class", "automation");
        html.open("h2", "data-part", "health " + name);
        html.open("a", "href", Pages.link("/automation", name));
        Pages.name(html, name);
        html.close()
                .leaf("span", overview.health().toString(), "class", "health " + overview.health())
                .close();
        html.open("div", "data-part", "error " + name);
        overview.automation().error().ifPresent(error -> html.leaf("p", "Last error: " + error, "class", "error"));
        html.close();
        html.open("dl", "data-part", "facts " + name);
        Facts.write(html, overview, now);
        html.close();
        html.open("div", "data-part", "bars " + name);
        Sparkline.of(overview.runs()).write(html);
        html.close();
        html.open("div", "data-part", "buttons " + name, "class", "buttons");
        buttons(html, overview);
        html.close();
        html.open("details").leaf("summary", "Latest runs");
        html.open("div", "data-part", "runs " + name);
        List<RunRecord> runs = overview.runs();
        RunsTable.write(html, runs.subList(0, Math.min(SHOWN, runs.size())));
        html.close().close().close();
    }

    /** What the page of one automation offers as well. */
    void buttons(Html html, AutomationOverview overview) {
        boolean paused = overview.health() == Health.PAUSED;
        pages.openForm(html, overview.name(), "/trigger");
        html.leaf("button", "Run now", "formaction", "/trigger");
        html.leaf("button", "Test", "formaction", "/test");
        html.leaf("button", paused ? "Resume" : "Pause", "formaction", paused ? "/resume" : "/pause");
        for (Irreversible what : Irreversible.values()) {
            String question = Pages.link(what.question(), overview.name());
            html.leaf("a", what.title() + "\u2026", "href", question, "class", "button");
        }
        html.close();
        tests.latest(overview.name()).ifPresent(test -> html.leaf("p", test(overview.name()), "class", "tested"));
    }
}
