package io.btautomations.core.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Gives pages as they were before they were compressed, without Hadoop. */
final class PageDecompressor {

    private static final int LARGEST_PAGE = 1 << 29;

    private final CompressionCodecName codec;

    PageDecompressor(CompressionCodecName codec) {
        this.codec = codec;
    }

    /** The page, whose length before compression its header says. */
    byte[] plain(byte[] source, int size) throws IOException {
        if (codec == CompressionCodecName.UNCOMPRESSED) {
            return source;
        }
        if (size < 0 || size > LARGEST_PAGE) {
            throw new IOException("it is damaged: a page says that it has " + size + " bytes");
        }
        byte[] plain = switch (codec) {
            case ZSTD -> zstd(source, size);
            case SNAPPY -> snappy(source, size);
            case GZIP -> gzip(source, size);
            default ->
                throw new IOException("its pages are compressed with " + codec
                        + ", which is not read; zstd, snappy, gzip and none are");
        };
        if (plain.length != size) {
            throw new IOException("it is damaged: a page has " + plain.length + " bytes where it says " + size);
        }
        return plain;
    }

    private static byte[] zstd(byte[] source, int size) throws IOException {
        byte[] plain = new byte[size];
        long length = Zstd.decompress(plain, source);
        if (Zstd.isError(length)) {
            throw new IOException("it is damaged: " + Zstd.getErrorName(length));
        }
        return length == size ? plain : new byte[(int) length];
    }

    private static byte[] snappy(byte[] source, int size) throws IOException {
        try {
            return Snappy.uncompressedLength(source) == size ? Snappy.uncompress(source) : new byte[0];
        } catch (IOException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] gzip(byte[] source, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(source))) {
            return in.readNBytes(size);
        } catch (IOException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }
}
