package io.btautomations.core.source.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** How a file holds its rows, told by the end of its name. */
public enum Packing {
    /** As they are; the file may grow at any time. */
    PLAIN,
    /** Gzip, one member or several. */
    GZIP,
    /** Zstandard, one frame or several. */
    ZSTD,
    /** As the columns of a Parquet file. */
    PARQUET,
    /** In a form that is not read. */
    FOREIGN;

    private static final Set<String> FOREIGN_SUFFIXES =
            Set.of("bz2", "xz", "lz4", "br", "zip", "tar", "tgz", "avro", "orc", "snappy");

    public static Packing of(String path) {
        String suffix = suffix(path);
        return switch (suffix) {
            case "gz" -> GZIP;
            case "zst" -> ZSTD;
            case "parquet" -> PARQUET;
            default -> FOREIGN_SUFFIXES.contains(suffix) ? FOREIGN : PLAIN;
        };
    }

    /** The name that a compressed file had before it was compressed. */
    public static String unpackedName(String path) {
        return path.substring(0, path.length() - suffix(path).length() - 1);
    }

    /** Whether it is read as it is, once nobody writes to it any more; else it is followed as it grows. */
    public boolean isWhole() {
        return isCompressed() || this == PARQUET;
    }

    /** Whether what is in it may have been a file of {@link #PLAIN} rows before. */
    public boolean isCompressed() {
        return this == GZIP || this == ZSTD;
    }

    /** The rows of a compressed stream, which must end where a member or frame does. */
    InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(in, 1 << 16);
            case ZSTD -> new ZstdInputStream(in);
            case PLAIN, PARQUET, FOREIGN -> in;
        };
    }

    private static String suffix(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
