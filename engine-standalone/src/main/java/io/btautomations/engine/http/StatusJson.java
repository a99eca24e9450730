package io.btautomations.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.port.WallClock;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.OverviewJson;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.store.StoreException;
import java.time.Instant;

/** What the page shows, for programs. */
final class StatusJson {

    private static final int RUNS = 150;
    private static final int SHOWN = 20;

    private final Overviews overviews;
    private final WallClock clock;
    private final String version;
    private final String pageSecret;

    StatusJson(Overviews overviews, WallClock clock, String version, String pageSecret) {
        this.overviews = overviews;
        this.clock = clock;
        this.version = version;
        this.pageSecret = pageSecret;
    }

    Response all() throws StoreException {
        Instant now = clock.now();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", version).put("now", now.toString()).put("csrf", pageSecret);
        ArrayNode automations = root.putArray("automations");
        for (AutomationOverview overview : overviews.look(RUNS)) {
            ObjectNode node = automations.addObject();
            OverviewJson.describe(node, overview, true, now);
            ArrayNode runs = node.putArray("runs");
            overview.runs().stream().limit(SHOWN).forEach(run -> OverviewJson.describe(runs.addObject(), run));
        }
        return Response.ok(Response.JSON, root.toPrettyString() + "\n");
    }
}
