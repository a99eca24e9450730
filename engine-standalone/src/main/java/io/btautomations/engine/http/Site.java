package io.btautomations.engine.http;

import io.btautomations.engine.http.Routes.Access;
import io.btautomations.engine.metrics.EngineMetrics;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.Command.Verb;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What there is at which path. Safe for use by several threads. */
final class Site implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    /** What the engine is at. */
    enum Phase {
        STARTING("not ready: the engine starts"),
        READY("ready"),
        DRAINING("not ready: the engine stops; what runs comes to its end");

        private final String sentence;

        Phase(String sentence) {
            this.sentence = sentence;
        }
    }

    private final EngineStore store;
    private final Controls controls;
    private final EngineMetrics metrics;
    private final Guard guard;
    private final Actions actions;
    private final AutomationPage automationPage;
    private final Routes routes = new Routes();
    private volatile Phase phase = Phase.STARTING;

    Site(StatusServer.Settings settings, EngineStore store, Controls controls, World world, Executor threads) {
        this.store = store;
        this.controls = controls;
        this.metrics = new EngineMetrics(store, world.clock(), controls::automations, settings.version());
        this.guard = new Guard(settings.token(), secret(world));
        Overviews overviews = new Overviews(store, controls::automations);
        TestDesk tests = new TestDesk(controls, store, world.clock(), world.journal(), threads);
        this.actions = new Actions(controls, store, tests, world.waiting());
        Pages pages = new Pages(settings.version(), guard.pageSecret());
        StatusPage statusPage = new StatusPage(pages, overviews, tests, actions, world.clock());
        this.automationPage = new AutomationPage(pages, statusPage, overviews, store, world.clock());
        StatusJson json = new StatusJson(overviews, world.clock(), settings.version(), guard.pageSecret());
        addProbes();
        for (Assets asset : Assets.values()) {
            routes.add(Access.OPEN, asset.path(), request -> asset.response());
        }
        routes.add(Access.LOOK, "/", statusPage::all);
        routes.add(Access.LOOK, "/automation", automationPage::one);
        routes.add(Access.LOOK, "/api/automations", request -> json.all());
        routes.add(Access.LOOK, "/api/asked", actions::result);
        routes.add(Access.CHANGE, "/trigger", request -> actions.ask(Verb.TRIGGER, request));
        routes.add(Access.CHANGE, "/pause", request -> actions.ask(Verb.PAUSE, request));
        routes.add(Access.CHANGE, "/resume", request -> actions.ask(Verb.RESUME, request));
        ConfirmPage confirmPage = new ConfirmPage(pages);
        for (Irreversible what : Irreversible.values()) {
            routes.add(
                    Access.LOOK,
                    what.question(),
                    request -> confirmPage.ask(what, automationPage.overview(request), "", Optional.empty()));
            routes.add(Access.CHANGE, what.action(), request -> confirmed(what, confirmPage, request));
        }
        routes.add(Access.CHANGE, "/test", actions::test);
    }

    private void addProbes() {
        routes.add(Access.OPEN, "/healthz", request -> Response.ok(Response.TEXT, "alive\n"));
        routes.add(Access.OPEN, "/readyz", request -> readiness());
        routes.add(Access.LOOK, "/metrics", request -> Response.ok(EngineMetrics.CONTENT_TYPE, metrics.scrape()));
    }

    Response answer(Request request) throws RequestFailure, StoreException, IOException, InterruptedException {
        return routes.find(request, guard).handler().answer(request);
    }

    void phase(Phase next) {
        phase = next;
    }

    @Override
    public void close() {
        metrics.close();
    }

    private Response readiness() {
        Phase now = phase;
        String sentence = now.sentence;
        boolean isReady = now == Phase.READY;
        if (isReady && controls.automations().isEmpty()) {
            isReady = false;
            sentence = "not ready: no automation is loaded";
        }
        try {
            store.automations();
        } catch (StoreException e) {
            isReady = false;
            sentence = "not ready: the store cannot be used";
        }
        return new Response(isReady ? 200 : 503, Response.TEXT, Map.of(), sentence + "\n");
    }

    /** What is wrong in the form is answered by the form. */
    private Response confirmed(Irreversible what, ConfirmPage page, Request request)
            throws RequestFailure, StoreException, IOException, InterruptedException {
        Optional<AutomationOverview> overview =
                automationPage.overview(request.field("automation").orElse(""));
        Optional<String> complaint = actions.complaint(what, request);
        if (overview.isPresent() && !request.isJson() && complaint.isPresent()) {
            return page.ask(what, overview.get(), request.field("to").orElse(""), complaint);
        }
        return actions.ask(what, request);
    }

    private static String secret(World world) {
        byte[] bytes = new byte[SECRET_BYTES];
        world.randomness().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
