package io.btautomations.engine.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The flow definitions that come with the engine. */
public enum Templates {
    /** Posts a webhook when rows match. */
    ALERT_WEBHOOK("alert-webhook"),
    /** Exports all rows. */
    EXPORT_S3("export-s3");

    private final String directory;

    Templates(String directory) {
        this.directory = directory;
    }

    /** Writes the flow definition into a directory; answers the file. */
    public Path copyTo(Path target) throws IOException {
        Path file = target.resolve(directory + ".json");
        try (InputStream in = Templates.class.getResourceAsStream("/templates/" + directory + "/flow.json")) {
            if (in == null) {
                throw new IOException("the jar does not hold the template '" + directory + "'");
            }
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
