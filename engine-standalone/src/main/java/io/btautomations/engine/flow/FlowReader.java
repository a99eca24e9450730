package io.btautomations.engine.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads flow definitions as NiFi's "Download flow definition" writes them. Unknown members are left alone. */
public final class FlowReader {

    private FlowReader() {}

    /**
     * The definition in a file.
     *
     * @param findings receives what is wrong or doubtful, errors included
     * @throws FlowException if there is no flow definition in the file at all
     * @throws IOException if the file cannot be read; the message says why
     */
    public static FlowDefinition read(Path file, List<Finding> findings) throws FlowException, IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file '" + file + "'", e);
        } catch (IOException e) {
            throw new IOException("cannot read '" + file + "': " + e.getMessage(), e);
        }
        return read(file.toString(), bytes, findings);
    }

    /**
     * The definition in a text.
     *
     * @param name what findings call the file
     * @param bytes UTF-8 JSON
     * @param findings receives what is wrong or doubtful, errors included
     * @throws FlowException if there is no flow definition in the text at all
     */
    public static FlowDefinition read(String name, byte[] bytes, List<Finding> findings) throws FlowException {
        Place file = new Place(name, "", "");
        JsonNode tree;
        try {
            tree = JsonTrees.read(bytes);
        } catch (JsonProcessingException e) {
            throw failure("FLOW-101", "this is not valid JSON" + JsonErrors.describe(e), file);
        } catch (IOException e) {
            throw failure("FLOW-101", "this is not valid JSON: " + e.getMessage(), file);
        }
        if (tree.isMissingNode()) {
            throw failure("FLOW-101", "this file is empty", file);
        }
        JsonPlace root = new JsonPlace(tree, file, findings);
        if (!root.isObject() || !root.member("flowContents").isObject()) {
            String what = root.member("rootGroup").isPresent() ? "this is a NiFi flow.json, not a flow definition" : "";
            throw new FlowException(List.of(Finding.error(
                            "FLOW-102",
                            what.isEmpty() ? "this is no flow definition: 'flowContents' is missing" : what,
                            file)
                    .withHint("in NiFi, right-click the process group and choose Download flow definition")));
        }
        return new DefinitionParser(findings).parse(name, root);
    }

    private static FlowException failure(String code, String message, Place place) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.error(code, message, place));
        return new FlowException(findings);
    }
}
