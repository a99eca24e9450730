package io.btautomations.core.parquet;

import io.btautomations.core.setting.Choice;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a Parquet object are compressed. */
public enum ParquetCodec implements Choice {
    ZSTD("Zstandard", "Smallest.", CompressionCodecName.ZSTD),
    SNAPPY("Snappy", "Fastest to write, larger.", CompressionCodecName.SNAPPY),
    NONE("None", "Not at all.", CompressionCodecName.UNCOMPRESSED);

    private final Text text;
    private final CompressionCodecName codec;

    ParquetCodec(String value, String description, CompressionCodecName codec) {
        this.text = new Text(value, description);
        this.codec = codec;
    }

    CompressionCodecName codec() {
        return codec;
    }

    @Override
    public Text text() {
        return text;
    }
}
