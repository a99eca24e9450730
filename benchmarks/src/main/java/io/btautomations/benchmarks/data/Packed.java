package io.btautomations.benchmarks.data;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.btql.row.RowFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file as it is, or beside it compressed. */
public enum Packed {
    /** As it is. */
    PLAIN("") {
        @Override
        OutputStream pack(OutputStream out) {
            return out;
        }

        @Override
        InputStream unpack(InputStream in) {
            return in;
        }
    },
    /** By gzip at its usual level, 6. */
    GZIP(".gz") {
        @Override
        OutputStream pack(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, BUFFER);
        }

        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new GZIPInputStream(in, BUFFER);
        }
    },
    /** By Zstandard at its usual level, 3. */
    ZSTD(".zst") {
        @Override
        OutputStream pack(OutputStream out) throws IOException {
            return new ZstdOutputStream(out);
        }

        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new ZstdInputStream(in);
        }
    };

    private static final int BUFFER = 64 << 10;

    private final String suffix;

    Packed(String suffix) {
        this.suffix = suffix;
    }

    abstract OutputStream pack(OutputStream out) throws IOException;

    abstract InputStream unpack(InputStream in) throws IOException;

    /** Where the packed form of {@code file} stands. */
    public Path of(Path file) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Packs {@code file}, unless that was done before. */
    public void write(Path file) throws IOException {
        Path packed = of(file);
        if (Files.exists(packed)) {
            return;
        }
        Path unfinished = file.resolveSibling(packed.getFileName() + ".unfinished");
        try (OutputStream out = pack(Files.newOutputStream(unfinished))) {
            Files.copy(file, out);
        }
        Files.move(unfinished, packed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The bytes of {@code file}, read in its packed form. */
    public InputStream open(Path file) throws IOException {
        return unpack(RowFile.open(of(file)));
    }
}
