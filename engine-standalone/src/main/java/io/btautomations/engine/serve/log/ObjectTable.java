package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was registered, in a file that is replaced as a whole. Not for several threads. */
final class ObjectTable {

    private final Path directory;
    private final Path file;
    private final Map<String, ServedObject> objects = new LinkedHashMap<>();

    private ObjectTable(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /** The table in a directory, empty if there is none. */
    static ObjectTable open(Path directory) throws IOException {
        Path file = directory.resolve("serve.json");
        ObjectTable table = new ObjectTable(directory, file);
        if (Files.exists(file)) {
            try {
                for (JsonNode node : RowJson.MAPPER.readTree(file.toFile()).path("objects")) {
                    ServedObject object = read(node);
                    table.objects.put(object.id(), object);
                }
            } catch (com.fasterxml.jackson.core.JacksonException
                    | IllegalArgumentException
                    | DateTimeParseException e) {
                throw new IOException(
                        file + " is not the table of projects that it should be: restore it, or move it"
                                + " away and have the projects registered again",
                        e);
            }
        }
        return table;
    }

    private static ServedObject read(JsonNode node) {
        return new ServedObject(
                ServedObject.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                node.path("id").asText(),
                node.path("name").asText(),
                node.path("project_id").asText(),
                node.path("folder").asText(),
                Optional.of(Instant.parse(node.path("created").asText())));
    }

    /** All by their ids, in the order in which they were added. */
    Map<String, ServedObject> objects() {
        return objects;
    }

    /** Adds an object; it is on the disk when this returns. */
    void add(ServedObject object) throws IOException {
        objects.put(object.id(), object);
        try {
            write();
        } catch (IOException e) {
            objects.remove(object.id());
            throw e;
        }
    }

    private void write() throws IOException {
        ObjectNode root = RowJson.MAPPER.createObjectNode();
        root.put("v", 1);
        for (ServedObject object : objects.values()) {
            ObjectNode node = root.withArray("objects").addObject();
            node.put("kind", object.kind().word());
            node.put("id", object.id());
            node.put("name", object.name());
            node.put("project_id", object.projectId());
            node.put("folder", object.folder());
            node.put("created", object.created().orElseThrow().toString());
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(
                    RowJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Segments.syncDirectory(directory);
    }
}
