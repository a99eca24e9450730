package io.btautomations.engine.serve.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has a log.
 *
 * @param id follows from kind, project and name
 * @param projectId its own id if it is a project
 * @param folder below the directory of all logs
 * @param created empty for plain files, which nobody registered
 */
public record ServedObject(
        Kind kind, String id, String name, String projectId, String folder, Optional<Instant> created) {

    /** The id of the one organisation that there is. */
    public static final String ORGANISATION_ID = id("organisation", "local");

    /** The name of the one organisation that there is. */
    public static final String ORGANISATION = "local";

    /** What a log belongs to. */
    public enum Kind {
        PROJECT("project_logs", "project_id"),
        EXPERIMENT("experiment", "experiment_id"),
        DATASET("dataset", "dataset_id");

        private final String source;
        private final String idField;

        Kind(String source, String idField) {
            this.source = source;
            this.idField = idField;
        }

        /** What queries call it behind {@code from}. */
        public String source() {
            return source;
        }

        /** The field of rows that has its id. */
        public String idField() {
            return idField;
        }

        /** The word for people, and part of ids. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether rows can be added. */
    public boolean isWritable() {
        return created.isPresent();
    }

    static ServedObject project(String name, String folder, Optional<Instant> created) {
        String id = id(Kind.PROJECT.word(), name);
        return new ServedObject(Kind.PROJECT, id, name, id, folder, created);
    }

    static ServedObject within(ServedObject project, Kind kind, String name, String folder, Instant created) {
        String id = id(kind.word(), project.id(), name);
        return new ServedObject(kind, id, name, project.id(), folder, Optional.of(created));
    }

    private static String id(String... parts) {
        return UUID.nameUUIDFromBytes(
                        ("automations serve\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Path directory(Path logs) {
        return logs.resolve(folder);
    }
}
