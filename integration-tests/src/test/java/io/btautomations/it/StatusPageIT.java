package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The status page of a real engine in a real browser: what it shows, and what its buttons do. */
class StatusPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("status page at (http://127\\.0\\.0\\.1:\\d+/)");
    private static final String ALERT = "Alert to webhook";
    private static final String EXPORT = "Export to S3";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder = TestFiles.freshFolder("status page");
    private final Path log = folder.resolve("spans.jsonl");
    private final Path export = folder.resolve("export");

    @Test
    void aUserLooksAndPressesButtons() throws IOException, InterruptedException {
        List<String> rows = Files.readAllLines(
                SpanLog.write(folder.resolve("all rows"), 900).file());
        append(rows.subList(0, 300));
        StandaloneEngine engine = new StandaloneEngine(folder);
        try (WebhookReceiver receiver = new WebhookReceiver();
                Browser browser = Browser.start(folder)) {
            Process process = engine.start(flows(receiver), "--http", "0");
            try {
                String address = Eventually.get("status page", PATIENCE, this::address);
                browser.open(address);
                browser.until("first export", cell(EXPORT, "Rows written") + " === '300'");
                browser.until("first look for matches", cell(ALERT, "Cause") + " === 'schedule'");
                assertThat(health(browser, EXPORT)).isEqualTo("ok");
                assertThat(body(address + "readyz")).isEqualTo("ready\n");
                assertThat(body(address + "healthz")).isEqualTo("alive\n");

                itRefreshesItself(browser, rows);
                testing(browser, receiver);
                pausing(browser, address, rows);
                resetting(browser, address);
                theNumbers(address);
                pictures(browser, address);
                assertThat(browser.complaints())
                        .as("nothing but the refusal of a wrong name")
                        .allSatisfy(complaint -> assertThat(complaint).contains("a status of 422", "/reset"));
            } finally {
                process.destroy();
            }
            assertThat(process.waitFor()).as("a drain ends well").isZero();
        }
    }

    /** New rows, "Run now", and the page shows the run while the list that was opened stays open. */
    private void itRefreshesItself(Browser browser, List<String> rows) throws IOException {
        browser.value("window.marker = 'same page'; document.querySelectorAll('details')[1].open = true");
        append(rows.subList(300, 400));
        browser.click(button(EXPORT, "/trigger"));
        browser.until("run of the button", cell(EXPORT, "Rows written") + " === '100'");
        assertThat(browser.value(cell(EXPORT, "Cause")).asText()).isEqualTo("manual");
        assertThat(browser.value("window.marker").asText()).isEqualTo("same page");
        assertThat(browser.value("document.querySelectorAll('details')[1].open").asBoolean())
                .isTrue();
        assertThat(exported()).isEqualTo(400);
        browser.until("notice", "document.querySelector('.notice')?.textContent === '" + EXPORT + ": trigger – ran'");
        append(rows.subList(400, 450));
        browser.click(button(ALERT, "/trigger"));
        browser.until("matches", cell(ALERT, "Matches") + " === '45'");
    }

    private static void testing(Browser browser, WebhookReceiver receiver) throws IOException {
        browser.click(button(ALERT, "/test"));
        browser.until("test", section(ALERT) + ".querySelector('.tested')?.textContent.startsWith('test: ')");
        Eventually.holds(
                "notification and test", PATIENCE, () -> isTest(receiver).size() == 2);
        assertThat(isTest(receiver)).containsExactlyInAnyOrder(true, false);
        assertThat(browser.value(cell(ALERT, "Cause")).asText()).isEqualTo("test");
    }

    /** Of every payload that came, whether it says that it is a test. */
    private static List<Boolean> isTest(WebhookReceiver receiver) {
        return receiver.deliveries().stream()
                .map(delivery -> new String(delivery.body(), StandardCharsets.UTF_8))
                .map(body -> body.contains("\"is_test\": true"))
                .toList();
    }

    /** Pausing with a browser that runs no scripts, going on with one that does. */
    private void pausing(Browser browser, String address, List<String> rows) throws IOException {
        browser.scripts(false);
        browser.open(address);
        browser.click(button(EXPORT, "/pause"));
        Eventually.holds("pause", PATIENCE, () -> state(address, EXPORT).equals("paused"));
        browser.scripts(true);
        browser.open(address);
        assertThat(health(browser, EXPORT)).isEqualTo("paused");
        append(rows.subList(450, 500));
        browser.click(button(EXPORT, "/resume"));
        browser.until("resumption", section(EXPORT) + ".querySelector('.health').textContent === 'ok'");
        assertThat(exported()).as("the next run is an hour off").isEqualTo(400);
    }

    private void resetting(Browser browser, String address) {
        browser.click("a[href='/confirm-reset?automation=Export+to+S3']");
        browser.until("question", "document.querySelector('input[name=confirm]') !== null");
        browser.click("input[name=confirm]");
        browser.type("Export");
        browser.click("button.danger");
        browser.until("refusal", "document.querySelector('.error')?.textContent.includes('Nothing was done')");
        assertThat(exported()).isEqualTo(400);
        browser.click("input[name=confirm]");
        browser.value("document.querySelector('input[name=confirm]').value = ''");
        browser.type(EXPORT);
        browser.click("button.danger");
        browser.until("status page again", "location.href.startsWith('" + address + "?asked=')");
        Eventually.holds("second generation", PATIENCE, () -> exported() == 400 + 500);
    }

    private void theNumbers(String address) throws IOException, InterruptedException {
        String metrics = body(address + "metrics");
        assertThat(metrics)
                .contains("automations_rows_written_total{automation=\"Export to S3\"} 900.0\n")
                .contains("automations_runs_failed_total{automation=\"Export to S3\"} 0.0\n")
                .contains("automations_deliveries_total{automation=\"Alert to webhook\",outcome=\"delivered\"} 1.0\n")
                .contains("automations_build_info{version=\"0.1.0\"} 1\n");
        for (String path : List.of("reset", "pause", "trigger")) {
            HttpRequest foreign = HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("automation=Export+to+S3&confirm=Export+to+S3"))
                    .build();
            assertThat(client.send(foreign, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private void pictures(Browser browser, String address) throws IOException {
        browser.open(address);
        browser.value("document.querySelectorAll('details')[1].open = true");
        for (boolean dark : new boolean[] {true, false}) {
            browser.dark(dark);
            String name = dark ? "status-page-dark.png" : "status-page.png";
            Path picture = browser.picture(folder.resolve(name));
            assertThat(picture).isNotEmptyFile();
            if (Boolean.getBoolean("docs.refresh") && !dark) {
                Path images = Files.createDirectories(TestFiles.repository().resolve("docs/images"));
                Files.copy(picture, images.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Map<FlowCopy, Map<String, String>> flows(WebhookReceiver receiver) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.toString());
        parameters.put("Webhook URL", receiver.url());
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Check Every", "1 h");
        parameters.put("Interval", "1 h");
        parameters.put("Export Path", export.toUri().toString());
        Map<FlowCopy, Map<String, String>> flows = new LinkedHashMap<>();
        flows.put(FlowCopy.onFiles("alert-webhook"), parameters);
        flows.put(FlowCopy.onFiles("export-s3"), parameters);
        return flows;
    }

    private void append(List<String> lines) throws IOException {
        Files.writeString(log, String.join("\n", lines) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private int exported() {
        int rows = 0;
        for (String key : TestFiles.listing(export)) {
            if (key.startsWith("date=")) {
                rows += (int) TestFiles.text(export.resolve(key)).lines().count();
            }
        }
        return rows;
    }

    private Optional<String> address() {
        Path said = folder.resolve("engine.log");
        Matcher matcher = ADDRESS.matcher(Files.exists(said) ? TestFiles.text(said) : "");
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String state(String address, String automation) {
        try {
            for (JsonNode known :
                    JSON.readTree(body(address + "api/automations")).path("automations")) {
                if (known.path("name").asText().equals(automation)) {
                    return known.path("state").asText();
                }
            }
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String body(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String health(Browser browser, String automation) {
        return browser.value(section(automation) + ".querySelector('.health').textContent")
                .asText();
    }

    /** The part of the page that is about an automation, in the page's language. */
    private static String section(String automation) {
        return "[...document.querySelectorAll('.automation')].find(e => e.querySelector('bdi').textContent === '"
                + automation + "')";
    }

    /** What the table of runs has under a head in its first row, in the page's language. */
    private static String cell(String automation, String head) {
        return "(t => t?.querySelector('tbody td:nth-child(' + (1 + [...t.querySelectorAll('th')].findIndex(h =>"
                + " h.textContent === '" + head + "')) + ')')?.textContent)(" + section(automation)
                + "?.querySelector('table'))";
    }

    /** A selector of a button of an automation. */
    private static String button(String automation, String action) {
        return "form:has(input[value='" + automation + "']) button[formaction='" + action + "']";
    }
}
