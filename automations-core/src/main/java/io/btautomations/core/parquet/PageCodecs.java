package io.btautomations.core.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compression of pages without Hadoop. A compressed page is valid until the next one. For one writer. */
final class PageCodecs implements CompressionCodecFactory {

    private static final int ZSTD_LEVEL = 3;
    private static final int FIRST_BYTES = 1 << 16;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private final PageMemory memory;
    private final ValueBytes source;
    private byte[] target;

    PageCodecs(PageMemory memory) {
        this.memory = memory;
        this.source = new ValueBytes(memory);
        this.target = memory.take(FIRST_BYTES);
    }

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
        source.release();
        memory.giveBack(target);
        target = new byte[0];
    }

    private BytesInput compress(CompressionCodecName codec, BytesInput page) throws IOException {
        if (codec == CompressionCodecName.UNCOMPRESSED) {
            return page;
        }
        source.clear();
        page.writeAllTo(source);
        int size = source.size();
        boolean isZstd = codec == CompressionCodecName.ZSTD;
        int most = isZstd ? Math.toIntExact(Zstd.compressBound(size)) : Snappy.maxCompressedLength(size);
        if (target.length < most || target.length > PageMemory.MOST_KEPT_BYTES) {
            memory.giveBack(target);
            target = memory.take(most);
        }
        int length = isZstd
                ? zstd.compressByteArray(target, 0, target.length, source.array(), 0, size)
                : Snappy.compress(source.array(), 0, size, target, 0);
        return BytesInput.from(target, 0, length);
    }
}
