package io.btautomations.core.parquet;

import io.btautomations.core.setting.Choice;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a Parquet object are compressed. */
public enum ParquetCodec implements Choice {
    ZSTD("Zstandard", "Smallest.", CompressionCodecName.ZSTD),
    SNAPPY("Snappy", "Fastest to write, larger.", CompressionCodecName.SNAPPY),
    NONE("None", "Not at all.", CompressionCodecName.UNCOMPRESSED);

    private final String value;
    private final String description;
    private final CompressionCodecName codec;

    ParquetCodec(String value, String description, CompressionCodecName codec) {
        this.value = value;
        this.description = description;
        this.codec = codec;
    }

    CompressionCodecName codec() {
        return codec;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String description() {
        return description;
    }
}
