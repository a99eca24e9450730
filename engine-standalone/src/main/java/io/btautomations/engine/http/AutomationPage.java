package io.btautomations.engine.http;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One automation with more of its history. */
final class AutomationPage {

    private static final int RUNS = 100;
    private static final int DELIVERIES = 200;

    private final Pages pages;
    private final StatusPage status;
    private final Overviews overviews;
    private final EngineStore store;
    private final WallClock clock;

    AutomationPage(Pages pages, StatusPage status, Overviews overviews, EngineStore store, WallClock clock) {
        this.pages = pages;
        this.status = status;
        this.overviews = overviews;
        this.store = store;
        this.clock = clock;
    }

    /** Its latest runs, and the deliveries that are not done. */
    Response one(Request request) throws RequestFailure, StoreException {
        AutomationOverview overview = overview(request);
        List<Delivery> open = store.deliveries(Optional.of(overview.name()), DELIVERIES).stream()
                .filter(delivery -> delivery.status() != Delivery.Status.DELIVERED)
                .toList();
        Instant now = clock.now();
        return Response.html(200, pages.page(overview.name(), true, html -> {
            html.open("h1", "data-part", "health");
            Pages.name(html, overview.name());
            html.leaf("span", overview.health().toString(), "class", "health " + overview.health());
            html.close();
            html.open("div", "data-part", "error");
            overview.automation().error().ifPresent(error -> html.leaf("p", "Last error: " + error, "class", "error"));
            html.close();
            html.open("dl", "data-part", "facts");
            Facts.write(html, overview, now);
            Facts.fact(html, "Source", overview.automation().source());
            Facts.fact(html, "Flow definition", overview.automation().file());
            html.close().open("div", "data-part", "bars");
            Sparkline.of(overview.runs()).write(html);
            html.close().open("div", "data-part", "buttons", "class", "buttons");
            status.buttons(html, overview);
            html.close().leaf("h2", "Latest runs").open("div", "data-part", "runs");
            RunsTable.write(html, overview.runs());
            html.close().leaf("h2", "Deliveries that are not done").open("div", "data-part", "deliveries");
            deliveries(html, open);
            html.close();
        }));
    }

    /** The automation that a request names. */
    AutomationOverview overview(Request request) throws RequestFailure, StoreException {
        String name = request.parameter("automation").orElse("");
        return overview(name).orElseThrow(() -> new RequestFailure(404, "no automation of that name runs here"));
    }

    Optional<AutomationOverview> overview(String name) throws StoreException {
        return overviews.look(RUNS).stream()
                .filter(overview -> overview.name().equals(name))
                .findFirst();
    }

    private static void deliveries(Html html, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            html.leaf("p", "There are none.");
            return;
        }
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String head : List.of("Number", "State", "Came", "Attempts", "Next attempt", "Reason")) {
            html.leaf("th", head);
        }
        html.close().close().open("tbody");
        for (Delivery delivery : deliveries) {
            boolean waits = delivery.status() == Delivery.Status.WAITING;
            html.open("tr").leaf("td", Long.toString(delivery.number()));
            html.leaf("td", waits ? "waiting" : "given up").leaf("td", Pages.second(delivery.queued()));
            html.leaf("td", Integer.toString(delivery.attempts()));
            html.leaf("td", waits ? Pages.second(delivery.due()) : Words.nothing());
            html.leaf("td", delivery.reason().orElse(Words.nothing()), "class", "text")
                    .close();
        }
        html.close().close().close();
        html.open("p").text("To try again what was given up: ");
        html.leaf("code", "automations deliveries replay NUMBER").close();
    }
}
