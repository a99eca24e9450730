package io.btautomations.core.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compression of pages without Hadoop. For one writer. */
final class PageCodecs implements CompressionCodecFactory {

    private static final int ZSTD_LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private byte[] target = new byte[1 << 16];

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput page) throws IOException {
                return PageCodecs.this.compress(codec, page);
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("pages are read without this factory");
    }

    @Override
    public void release() {
        zstd.close();
    }

    private BytesInput compress(CompressionCodecName codec, BytesInput page) throws IOException {
        if (codec == CompressionCodecName.UNCOMPRESSED) {
            return page;
        }
        byte[] source = page.toByteArray();
        boolean isZstd = codec == CompressionCodecName.ZSTD;
        int most = isZstd ? (int) Zstd.compressBound(source.length) : Snappy.maxCompressedLength(source.length);
        if (target.length < most) {
            target = new byte[most];
        }
        int length = isZstd
                ? zstd.compressByteArray(target, 0, target.length, source, 0, source.length)
                : Snappy.compress(source, 0, source.length, target, 0);
        return BytesInput.from(Arrays.copyOf(target, length));
    }
}
