package io.btautomations.engine.http;

import io.btautomations.engine.overview.Moments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What all pages have in common. */
final class Pages {

    /** How often a page without script asks again, in seconds. */
    private static final String REFRESH = "10";

    private final String version;
    private final String pageSecret;

    Pages(String version, String pageSecret) {
        this.version = version;
        this.pageSecret = pageSecret;
    }

    /**
     * A whole page.
     *
     * @param isLive whether it shows what changes by itself
     */
    String page(String title, boolean isLive, Consumer<Html> body) {
        Html html = new Html();
        html.open("html", "lang", "en").open("head");
        html.single("meta", "charset", "utf-8");
        html.leaf("title", title + " \u2013 automations");
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.single("meta", "name", "color-scheme", "content", "light dark");
        html.single("link", "rel", "stylesheet", "href", "/page.css");
        html.single("link", "rel", "icon", "type", "image/svg+xml", "href", "/icon.svg");
        if (isLive) {
            html.leaf("script", "", "src", "/page.js", "defer", "defer");
            html.open("noscript")
                    .single("meta", "http-equiv", "refresh", "content", REFRESH)
                    .close();
        }
        html.close().open("body");
        html.open("header").open("a", "href", "/").leaf("strong", "Automations").close();
        html.leaf("span", version).close();
        html.leaf("p", "The engine does not answer; what is shown may be old.", "id", "lost", "hidden", "hidden");
        html.open("main");
        body.accept(html);
        html.close().close().close();
        return html.document();
    }

    /** Begins a form that changes something of an automation. */
    void openForm(Html html, String automation, String action) {
        html.open("form", "method", "post", "action", action);
        html.single("input", "type", "hidden", "name", "csrf", "value", pageSecret);
        html.single("input", "type", "hidden", "name", "automation", "value", automation);
    }

    /** A name, whose letters may run from right to left. */
    static void name(Html html, String name) {
        html.leaf("bdi", name);
    }

    static String link(String path, String automation) {
        return path + "?automation=" + URLEncoder.encode(automation, StandardCharsets.UTF_8);
    }

    /** A moment and how far it is from now; a dash if there is none. */
    static void moment(Html html, Optional<Instant> moment, Instant now) {
        if (moment.isEmpty()) {
            html.text(Words.nothing());
            return;
        }
        Instant time = moment.get();
        html.leaf("time", second(time), "datetime", time.toString()).text(", " + Words.relative(time, now));
    }

    /** A moment to the second. */
    static String second(Instant moment) {
        return Moments.time(Optional.of(moment)).replace('T', ' ').replace("Z", " UTC");
    }
}
