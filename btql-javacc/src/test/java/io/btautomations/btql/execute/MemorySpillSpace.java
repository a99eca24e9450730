package io.btautomations.btql.execute;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Files that are none; knows how many there were and whether all were given up. */
public final class MemorySpillSpace implements SpillSpace {

    private final List<MemoryFile> files = new ArrayList<>();

    @Override
    public SpillFile newFile() {
        MemoryFile file = new MemoryFile();
        files.add(file);
        return file;
    }

    public int fileCount() {
        return files.size();
    }

    public boolean isEmpty() {
        return files.stream().allMatch(file -> file.closed);
    }

    private static final class MemoryFile implements SpillFile {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;

        @Override
        public OutputStream write() {
            return bytes;
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
