package io.btautomations.engine.http;

import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Health;
import io.btautomations.engine.overview.Moments;
import io.btautomations.engine.store.RunRecord;
import java.time.Instant;
import java.util.Optional;

/** What is known of an automation, in short: names and values for a list. */
final class Facts {

    private Facts() {}

    static void write(Html html, AutomationOverview overview, Instant now) {
        boolean isPaused = overview.health() == Health.PAUSED;
        fact(html, "Schedule", overview.automation().schedule());
        fact(html, "Next run", overview.automation().nextDue().filter(due -> !isPaused), now);
        fact(html, "Last run", overview.lastRun().map(RunRecord::ended), now);
        fact(html, "Lag", overview.lag(now).map(Moments::duration).orElse(Words.nothing()));
        fact(html, "Deliveries waiting", Words.number(overview.waiting()));
        String manner = overview.givenUp() > 0 ? "bad" : "good";
        html.open("div")
                .leaf("dt", "Given up")
                .leaf("dd", Words.number(overview.givenUp()), "class", manner)
                .close();
        overview.pending().ifPresent(pending -> fact(html, "Matches not told of yet", Words.number(pending)));
    }

    static void fact(Html html, String what, String value) {
        html.open("div").leaf("dt", what).leaf("dd", value).close();
    }

    private static void fact(Html html, String what, Optional<Instant> moment, Instant now) {
        html.open("div").leaf("dt", what).open("dd");
        Pages.moment(html, moment, now);
        html.close().close();
    }
}
