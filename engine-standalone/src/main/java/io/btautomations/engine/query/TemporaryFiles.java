package io.btautomations.engine.query;

import io.btautomations.btql.execute.SpillFile;
import io.btautomations.btql.execute.SpillSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room in a directory for rows that do not fit in memory; readable by this user only. */
public final class TemporaryFiles implements SpillSpace {

    private final Path directory;

    public TemporaryFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public SpillFile newFile() throws IOException {
        Path path = Files.createTempFile(directory, "automations-query-", ".tmp");
        path.toFile().deleteOnExit();
        return new TemporaryFile(path);
    }

    private record TemporaryFile(Path path) implements SpillFile {

        @Override
        public OutputStream write() throws IOException {
            return Files.newOutputStream(path);
        }

        @Override
        public InputStream read() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
