package io.btautomations.core.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may not change while a generation lasts, as it stands beside the commit log.
 *
 * @param path of the export
 * @param format value of the setting, and the columns if there are any
 * @param partitioning value of the setting
 */
record Binding(String path, String format, String partitioning) {

    /**
     * What differs, for a user: both values and the way out; empty if nothing does.
     *
     * @param where it was bound before
     */
    Optional<String> difference(Binding wanted, String where) {
        return difference(ExportSettings.PATH.name(), path, wanted.path, where)
                .or(() -> difference(ExportSettings.FORMAT.name(), format, wanted.format, where))
                .or(() -> difference(ExportSettings.PARTITIONING.name(), partitioning, wanted.partitioning, where));
    }

    /**
     * Binds the generation, or checks that it is bound the same way.
     *
     * @throws BindingException if it is bound otherwise, or the place belongs to something else
     */
    void claim(ObjectStore store, ExportLayout layout) throws IOException, BindingException {
        while (true) {
            Optional<ObjectInfo> there = store.head(layout.binding());
            Map<String, Binding> generations = there.isPresent() ? read(store, layout) : new LinkedHashMap<>();
            Optional<Binding> bound = Optional.ofNullable(generations.get(layout.generation()));
            if (bound.isPresent()) {
                Optional<String> difference = bound.get().difference(this, store.describe(layout.binding()));
                if (difference.isPresent()) {
                    throw new BindingException(difference.get());
                }
                return;
            }
            generations.put(layout.generation(), this);
            if (write(store, layout, generations, there)) {
                return;
            }
        }
    }

    /** The generations that a binding as stored names; throws an IOException that says why it cannot be read. */
    static Set<String> generations(byte[] stored) throws IOException {
        Set<String> generations = new HashSet<>();
        for (JsonNode each : LogFormat.required(LogFormat.parse(stored), "generations")) {
            generations.add(LogFormat.text(each, "generation"));
        }
        return generations;
    }

    private boolean write(
            ObjectStore store, ExportLayout layout, Map<String, Binding> generations, Optional<ObjectInfo> there)
            throws IOException {
        ObjectNode node = LogFormat.newObject();
        node.put("v", 1).put("automation", layout.automation()).put("path", path);
        ArrayNode list = node.putArray("generations");
        generations.forEach((generation, binding) -> list.addObject()
                .put("generation", generation)
                .put("format", binding.format)
                .put("partitioning", binding.partitioning));
        try (Upload upload = store.upload(layout.binding(), LogFormat.CONTENT_TYPE)) {
            upload.write(LogFormat.line(node));
            return there.isPresent() ? upload.replace(there.get()) : upload.create();
        }
    }

    private Map<String, Binding> read(ObjectStore store, ExportLayout layout) throws IOException, BindingException {
        Optional<byte[]> bytes = StoredObjects.read(store, layout.binding());
        if (bytes.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try {
            JsonNode node = LogFormat.parse(bytes.get());
            String automation = LogFormat.text(node, "automation");
            String boundPath = LogFormat.text(node, "path");
            if (!automation.equals(layout.automation())) {
                throw new IOException("it is of automation '" + automation + "'");
            }
            if (!boundPath.equals(path)) {
                throw new IOException("it is of an export to '" + boundPath + "'");
            }
            Map<String, Binding> generations = new LinkedHashMap<>();
            for (JsonNode each : LogFormat.required(node, "generations")) {
                generations.put(
                        LogFormat.text(each, "generation"),
                        new Binding(boundPath, LogFormat.text(each, "format"), LogFormat.text(each, "partitioning")));
            }
            return generations;
        } catch (IOException e) {
            throw new BindingException(store.describe(layout.binding()) + " belongs to something else: "
                    + e.getMessage() + "; choose another Export Path or Automation ID");
        }
    }

    private static Optional<String> difference(String setting, String bound, String wanted, String where) {
        return bound.equals(wanted)
                ? Optional.empty()
                : Optional.of(setting + " is fixed to '" + bound + "' by " + where + ", got '" + wanted
                        + "'; set it back, or reset the automation to start a new generation");
    }
}
