package io.btautomations.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the server answers, and what its buttons do. */
class StatusServerTest {

    private static final String TOKEN = "correct-horse-battery";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;
    private static final String ALERT = "automation=Alert";

    @TempDir
    private Path directory;

    private TestSite open() throws StoreException {
        return open(Optional.empty());
    }

    private TestSite open(Optional<String> token) throws StoreException {
        TestSite site = new TestSite(directory, token);
        site.add("Alert", Optional.empty());
        site.add("R&D <nightly>", Optional.of("the disk is \"full\""));
        return site;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/automations", "/metrics", "/automation?automation=Alert", "/healthz", "/page.js"})
    void everyAnswerIsOnlyForItsReader(String path) throws StoreException {
        try (TestSite site = open()) {
            TestSite.Answer answer = site.get(path, "Origin: http://evil.example");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("X-Frame-Options", "DENY")
                    .containsEntry("Cache-Control", "no-store")
                    .doesNotContainKey("Access-Control-Allow-Origin");
            assertThat(answer.headers().get("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "http:", "*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.nip.io, 421",
        "localhost, 200",
        "LocalHost:1, 200",
        "[::1]:9, 200",
        "'', 400",
        "a b, 400",
        "localhost:80:80, 400"
    })
    void aNameThatOthersGaveThisMachineIsNotAnswered(String host, int status) throws StoreException {
        try (TestSite site = open()) {
            for (String path : List.of("/", "/healthz", "/metrics")) {
                assertThat(site.get(path, "Host: " + host).status()).as(path).isEqualTo(status);
            }
            String form = ALERT + "&csrf=" + site.secret();
            assertThat(site.post("/trigger", form, "Host: " + host).status()).isEqualTo(status == 200 ? 303 : status);
        }
    }

    @Test
    void twoHostsAreNone() throws StoreException {
        try (TestSite site = open()) {
            assertThat(site.get("/", "Host: localhost", "Host: evil.example").status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz/",
                "/HEALTHZ",
                "//healthz",
                "/./healthz",
                "/x/../healthz",
                "/%68ealthz",
                "/healthz%00",
                "/healthz;a=b",
                "/page.css/",
                "/..%2fpage.css",
                "/../../../../etc/passwd",
                "/%2e%2e/engine.db",
                "/trigger/",
                "/api",
                "/api/automations/Alert",
                "/icon.svg.map",
                "/io/btautomations/engine/http/Site.class"
            })
    void pathsAreKnownOrNot(String path) throws StoreException {
        try (TestSite site = open()) {
            assertThat(site.get(path).status()).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/", "http://127.0.0.1/", "//evil.example/"})
    void aWholeAddressIsNoPath(String target) throws StoreException {
        try (TestSite site = open()) {
            assertThat(site.get(target).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /trigger, POST",
        "GET, /reset, POST",
        "HEAD, /pause, POST",
        "PUT, /trigger, POST",
        "DELETE, /, GET",
        "POST, /, GET",
        "POST, /metrics, GET",
        "OPTIONS, /trigger, POST",
        "OPTIONS, /, GET"
    })
    void aPathTakesOneMethod(String method, String path, String allowed) throws StoreException {
        try (TestSite site = open()) {
            TestSite.Answer answer = site.send(method, path, "");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("Allow", allowed);
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
            assertThat(site.store.commands()).isEmpty();
        }
    }

    @Test
    void headIsGetWithoutABody() throws StoreException {
        try (TestSite site = open()) {
            TestSite.Answer answer = site.send("HEAD", "/", "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void whatChangesSomethingComesFromAPageOfOurs() throws StoreException {
        try (TestSite site = open()) {
            String secret = site.secret();
            for (String path : List.of("/trigger", "/pause", "/resume", "/reset", "/test")) {
                String right = ALERT + "&confirm=Alert&csrf=" + secret;
                assertThat(site.post(path, ALERT).status()).as("no secret").isEqualTo(403);
                assertThat(site.post(path, ALERT + "&csrf=" + secret.substring(1))
                                .status())
                        .as("another secret")
                        .isEqualTo(403);
                assertThat(site.post(path, right, "Origin: http://evil.example").status())
                        .as("from another site")
                        .isEqualTo(403);
                assertThat(site.post(path, right, "Origin: null").status())
                        .as("from nowhere")
                        .isEqualTo(403);
                assertThat(site.post(path, right, "Sec-Fetch-Site: cross-site").status())
                        .as("from another site")
                        .isEqualTo(403);
                assertThat(site.post(path, right, "Sec-Fetch-Site: same-site").status())
                        .as("from another port")
                        .isEqualTo(403);
            }
            assertThat(site.journal).isEmpty();
            assertThat(site.tested).isEmpty();
            String ours = "Origin: http://127.0.0.1:" + site.port();
            assertThat(site.post("/trigger", ALERT + "&csrf=" + secret, ours, "Sec-Fetch-Site: same-origin")
                            .status())
                    .isEqualTo(303);
            assertThat(site.journal).containsExactly("trigger Alert");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 'automation=Alert', 415",
        "multipart/form-data, 'automation=Alert', 415",
        "'', 'automation=Alert', 415",
        "application/json, 'automation=Alert', 400",
        "application/json, '[]', 400",
        "application/x-www-form-urlencoded, 'automation=%zz', 400"
    })
    void bodiesAreFormsOrJson(String type, String body, int status) throws StoreException {
        try (TestSite site = open()) {
            TestSite.Answer answer = site.send("POST", "/trigger", body, "Content-Type: " + type);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(site.store.commands()).isEmpty();
        }
    }

    @Test
    void aLongBodyIsNotRead() throws StoreException {
        try (TestSite site = open()) {
            assertThat(site.post("/trigger", "a=" + "x".repeat(70_000)).status())
                    .isEqualTo(413);
        }
    }

    @Test
    void withATokenEverythingButTheProbesWantsIt() throws StoreException {
        try (TestSite site = open(Optional.of(TOKEN))) {
            for (String path : List.of("/", "/metrics", "/api/automations", "/automation?automation=Alert", "/none")) {
                TestSite.Answer answer = site.get(path);
                assertThat(answer.status()).as(path).isEqualTo(401);
                assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Basic ");
                assertThat(answer.body()).doesNotContain("Alert", TOKEN);
            }
            for (String wrong : List.of(
                    "Bearer",
                    "Bearer ",
                    "Bearer " + TOKEN + "x",
                    "Bearer wrong-horse-battery",
                    "Basic !!!",
                    "Basic " + basic("user:wrong"),
                    "Basic " + basic(TOKEN + ":"),
                    "Digest " + TOKEN,
                    TOKEN)) {
                assertThat(site.get("/", "Authorization: " + wrong).status())
                        .as(wrong)
                        .isEqualTo(401);
            }
            assertThat(site.get("/", BEARER).status()).isEqualTo(200);
            assertThat(site.get("/", "Authorization: basic " + basic("any:" + TOKEN))
                            .status())
                    .isEqualTo(200);
            assertThat(site.get("/", BEARER, "Host: engine.example").status())
                    .as("who has the token may call it by any name")
                    .isEqualTo(200);
            assertThat(site.get("/healthz").status()).isEqualTo(200);
            assertThat(site.get("/readyz").status()).isEqualTo(503);
        }
    }

    @Test
    void aProgramWithTheTokenNeedsNoPage() throws StoreException, IOException {
        try (TestSite site = open(Optional.of(TOKEN))) {
            String json = "{\"automation\":\"Alert\"}";
            String type = "Content-Type: application/json";
            assertThat(site.send("POST", "/trigger", json, type).status()).isEqualTo(401);
            assertThat(site.send("POST", "/trigger", json, type, BEARER, "Origin: http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(site.send("POST", "/trigger", json, type, "Authorization: Basic " + basic("any:" + TOKEN))
                            .status())
                    .as("a browser sends a password by itself, so the page's secret is needed")
                    .isEqualTo(403);
            TestSite.Answer answer = site.send("POST", "/trigger", json, type, BEARER);
            assertThat(answer.status()).isEqualTo(200);
            JsonNode done = new ObjectMapper().readTree(answer.body());
            assertThat(done.at("/outcome").asText()).isEqualTo("did trigger");
            assertThat(site.get("/api/asked?number=" + done.at("/number").asLong(), BEARER)
                            .body())
                    .isEqualTo(answer.body());
            assertThat(site.get("/api/asked?number=99", BEARER).status()).isEqualTo(404);
        }
    }

    @Test
    void theButtonsDoWhatTheySay() throws StoreException {
        try (TestSite site = open()) {
            String form = ALERT + "&csrf=" + site.secret();
            TestSite.Answer paused = site.post("/pause", form);
            assertThat(paused.status()).isEqualTo(303);
            assertThat(site.get(paused.headers().get("Location")).body())
                    .contains("<p class=\"notice\"><bdi>Alert</bdi>: pause – did pause</p>", "class=\"health paused\"")
                    .contains("formaction=\"/resume\"");
            site.post("/resume", form);
            assertThat(site.get("/").body()).doesNotContain("class=\"health paused\"");

            TestSite.Answer test = site.post("/test", form);
            assertThat(site.tested).containsExactly("Alert");
            assertThat(site.get(test.headers().get("Location")).body()).contains("<bdi>Alert</bdi>: test: 1 delivered");
            assertThat(site.store.runs("Alert", 5))
                    .singleElement()
                    .satisfies(run -> assertThat(run.cause()).isEqualTo("test"));
            assertThat(site.get("/metrics").body())
                    .as("a test is no run")
                    .contains("automations_runs_total{automation=\"Alert\"} 0.0");
            assertThat(site.post("/trigger", "automation=Alarm&csrf=" + site.secret())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void resetWantsTheNameTyped() throws StoreException {
        try (TestSite site = open()) {
            String form = "automation=R%26D+%3Cnightly%3E&csrf=" + site.secret();
            TestSite.Answer asks = site.get("/confirm-reset?automation=R%26D+%3Cnightly%3E");
            assertThat(asks.status()).isEqualTo(200);
            assertThat(asks.body()).contains("action=\"/reset\"", "name=\"confirm\"", "R&amp;D &lt;nightly&gt;");
            for (String typed : List.of("", "&confirm=", "&confirm=Alert", "&confirm=r%26d+%3Cnightly%3E")) {
                TestSite.Answer refused = site.post("/reset", form + typed);
                assertThat(refused.status()).as(typed).isEqualTo(422);
                assertThat(refused.body()).contains("Nothing was done");
            }
            assertThat(site.journal).isEmpty();
            assertThat(site.post("/reset", form + "&confirm=+R%26D+%3Cnightly%3E+")
                            .status())
                    .isEqualTo(303);
            assertThat(site.journal).containsExactly("reset R&D <nightly>");
            TestSite.Answer json = site.send(
                    "POST",
                    "/reset",
                    "{\"automation\":\"Alert\",\"csrf\":\"" + site.secret() + "\"}",
                    "Content-Type: application/json");
            assertThat(json.status()).isEqualTo(422);
            assertThat(json.body()).contains("its name has to be typed as it is, 'Alert'");
        }
    }

    @Test
    void rewindWantsAPointAsWell() throws StoreException {
        try (TestSite site = open()) {
            String form = ALERT + "&confirm=Alert&csrf=" + site.secret();
            assertThat(site.get("/confirm-rewind?" + ALERT).body()).contains("action=\"/rewind\"", "name=\"to\"");
            for (String point : List.of("", "&to=", "&to=yesterday", "&to=%3Cb%3E")) {
                TestSite.Answer refused = site.post("/rewind", form + point);
                assertThat(refused.status()).as(point).isEqualTo(422);
                assertThat(refused.body()).contains("Nothing was done: the point to rewind to must be ");
            }
            assertThat(site.post("/rewind", form.replace("confirm=Alert", "confirm=Alarm") + "&to=beginning")
                            .status())
                    .isEqualTo(422);
            assertThat(site.store.commands()).isEmpty();
            assertThat(site.post("/rewind", form + "&to=2026-02-01T00%3A00%3A00Z")
                            .status())
                    .isEqualTo(303);
            assertThat(site.journal).containsExactly("rewind Alert to 2026-02-01T00:00:00Z");
        }
    }

    @Test
    void probesTellWhetherItWorks() throws StoreException {
        try (TestSite site = open()) {
            assertThat(site.get("/healthz").body()).isEqualTo("alive\n");
            assertThat(site.get("/readyz").body()).isEqualTo("not ready: the engine starts\n");
            site.server.ready();
            assertThat(site.get("/readyz").status()).isEqualTo(200);
            site.server.drain();
            TestSite.Answer draining = site.get("/readyz");
            assertThat(draining.status()).isEqualTo(503);
            assertThat(draining.body()).isEqualTo("not ready: the engine stops; what runs comes to its end\n");
            site.server.ready();
            site.clear();
            assertThat(site.get("/readyz").body()).isEqualTo("not ready: no automation is loaded\n");
            site.add("Alert", Optional.empty());
            assertThat(site.get("/readyz").body()).isEqualTo("ready\n");
            site.store.close();
            assertThat(site.get("/readyz").body()).isEqualTo("not ready: the store cannot be used\n");
            assertThat(site.get("/").status()).isEqualTo(503);
            assertThat(site.get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void programsGetWhatThePageShows() throws StoreException, IOException {
        try (TestSite site = open()) {
            site.store.commit(List.of(new Change.Record(run())));
            JsonNode all =
                    new ObjectMapper().readTree(site.get("/api/automations").body());
            assertThat(all.at("/version").asText()).isEqualTo("1.2.3");
            assertThat(all.at("/automations/1/error").asText()).isEqualTo("the disk is \"full\"");
            assertThat(all.at("/automations/1/state").asText()).isEqualTo("failing");
            assertThat(all.at("/automations/0/runs/0/counters/Rows Matched").asInt())
                    .isEqualTo(4);
            String page = site.get("/").body();
            assertThat(page).contains("Matches per run (the latest 1 runs, at most 4 in one)", "1.2.3");
            assertThat(page).contains("2 automations, 1 failing", "Last error: the disk is &quot;full&quot;");
            assertThat(page).doesNotContain("<script>", "style=", "onclick", "http://", "https://");
        }
    }

    @Test
    void otherMachinesNeedAToken() {
        StatusServer.Settings settings =
                new StatusServer.Settings(new InetSocketAddress("0.0.0.0", 0), Optional.empty(), "1");
        try (TestSite site = new TestSite(directory, Optional.empty())) {
            assertThatThrownBy(() -> StatusServer.start(settings, site.store, null, null))
                    .hasMessage("an address that other machines can reach needs a token");
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private static RunRecord run() {
        return new RunRecord(
                "Alert",
                "schedule",
                TestSite.NOW.minusMillis(7),
                TestSite.NOW,
                false,
                Optional.of("2026-03-01T09:59:00.000Z"),
                Optional.of("2026-03-01T10:00:00.000Z"),
                Optional.of(1.5),
                Map.of("Rows Received", 9L, "Rows Matched", 4L),
                Optional.empty());
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
