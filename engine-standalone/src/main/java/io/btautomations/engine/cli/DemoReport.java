package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.export.VerificationReport;
import io.btautomations.engine.demo.Demo;
import io.btautomations.engine.demo.ExportedFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a demo.
 *
 * @param work where it worked
 * @param rows how many rows arrived
 * @param bodies what the webhook received
 */
record DemoReport(
        Path work, Demo demo, long rows, List<String> bodies, ExportedFiles exported, VerificationReport proof) {

    /** What it should have done and did not; empty if all is well. */
    Optional<String> failure() {
        if (bodies.isEmpty()) {
            return Optional.of("the alert did not fire");
        }
        boolean isComplete = exported.total() == rows && proof.isClean();
        return isComplete
                ? Optional.empty()
                : Optional.of(number(exported.total()) + " of " + number(rows) + " rows were exported; see above");
    }

    /** For people. */
    void print(PrintStream out) throws IOException {
        out.println(number(rows) + " rows of a made-up LLM log arrived in " + work.relativize(demo.log()) + " ("
                + Files.size(demo.log()) / 1024 + " KB)");
        out.println();
        out.println("Alert (alert-webhook.json): rows where " + Demo.FILTER);
        for (String body : bodies) {
            out.println("The webhook received:");
            out.println(Json.pretty(body));
        }
        out.println();
        out.println("Export (export-s3.json): all rows to " + demo.export().toUri());
        exported.rowsByPath()
                .forEach((path, count) -> out.printf(
                        Locale.ROOT,
                        "%10s rows  %s%n",
                        number(count),
                        work.relativize(demo.export()).resolve(path)));
        out.printf(Locale.ROOT, "%10s rows in all%n", number(exported.total()));
        out.print(proof.toText().indent(4));
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("directory", work.toString())
                .put("log", demo.log().toString())
                .put("rows", rows)
                .put("filter", Demo.FILTER);
        ArrayNode received = node.putArray("webhookBodies");
        bodies.forEach(body -> received.add(Json.tree(body)));
        ObjectNode export = node.putObject("export")
                .put("location", demo.export().toUri().toString())
                .put("rows", exported.total());
        ObjectNode files = export.putObject("files");
        exported.rowsByPath().forEach(files::put);
        export.set("verification", Json.tree(proof.toJson()));
        return node;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
