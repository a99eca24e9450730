package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.graph.FlowGraph;
import io.btautomations.engine.picture.DrawnPicture;
import io.btautomations.engine.picture.Picture;
import io.btautomations.engine.picture.Pictures;
import io.btautomations.engine.picture.TextPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how the processors of flows hang together. */
@Command(
        name = "graph",
        description = "Draws the automations of flow definitions: what leads where, and where items end or wait.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:drawn", "1:drawn, and something does not fit together", "74:a file cannot be read"})
final class GraphCommand implements Callable<Integer> {

    /** How the picture is written. */
    enum Form {
        text,
        mermaid,
        dot,
        json
    }

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FLOW.json", description = "Flow definitions as NiFi downloads them.")
    private List<Path> files = List.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Form format = Form.text;

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException {
        List<Finding> findings = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (Path file : files) {
            FlowDefinition definition = FlowReader.read(file, findings);
            pictures.addAll(Pictures.of(definition, FlowGraph.of(definition, findings)));
        }
        console.out()
                .print(
                        switch (format) {
                            case text -> pictures.stream().map(TextPicture::of).collect(Collectors.joining("\n"));
                            case mermaid -> DrawnPicture.mermaid(pictures);
                            case dot -> DrawnPicture.dot(pictures);
                            case json -> json(pictures);
                        });
        findings.forEach(finding -> console.err().println(finding.render()));
        return findings.stream().anyMatch(Finding::isError) ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static String json(List<Picture> pictures) {
        ArrayNode automations = Json.object().putArray("automations");
        for (Picture picture : pictures) {
            ObjectNode automation =
                    automations.addObject().put("name", picture.name()).put("file", picture.file());
            ArrayNode processors = automation.putArray("processors");
            for (Picture.Box box : picture.boxes()) {
                processors
                        .addObject()
                        .put("id", box.id())
                        .put("label", box.label())
                        .put("note", box.note());
            }
            ArrayNode connections = automation.putArray("connections");
            for (Picture.Arrow arrow : picture.arrows()) {
                connections
                        .addObject()
                        .put("source", arrow.source())
                        .put("relationship", arrow.relationship())
                        .put("ending", arrow.ending().name().toLowerCase(Locale.ROOT))
                        .put("destination", arrow.destination());
            }
        }
        return Json.pretty(Json.object().set("automations", automations)) + "\n";
    }
}
