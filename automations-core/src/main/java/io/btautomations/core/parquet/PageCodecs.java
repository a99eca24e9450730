package io.btautomations.core.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages without Hadoop's codecs. For one file and one thread. */
final class PageCodecs implements CompressionCodecFactory {

    private static final int ZSTD_LEVEL = 1;

    private final List<ZstdCompressCtx> contexts = new ArrayList<>();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Compressor(codec, bytes -> bytes);
            case SNAPPY -> new Compressor(codec, Snappy::compress);
            case ZSTD -> {
                ZstdCompressCtx context = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
                contexts.add(context);
                yield new Compressor(codec, context::compress);
            }
            default -> throw new IllegalArgumentException("no codec " + codec);
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public void release() {
        contexts.forEach(ZstdCompressCtx::close);
        contexts.clear();
    }

    /** Compresses a page. */
    @FunctionalInterface
    private interface Pages {
        byte[] compress(byte[] page) throws IOException;
    }

    private record Compressor(CompressionCodecName codec, Pages pages) implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(pages.compress(page.toByteArray()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
