package io.btautomations.core.parquet;

import io.btautomations.core.setting.Choice;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a Parquet file are compressed. */
public enum ParquetCodec implements Choice {
    ZSTD("Zstandard", "Small, and read by every current reader.", CompressionCodecName.ZSTD),
    SNAPPY("Snappy", "Faster and larger; read by old readers too.", CompressionCodecName.SNAPPY),
    NONE("None", "Not at all.", CompressionCodecName.UNCOMPRESSED);

    private final String value;
    private final String description;
    private final CompressionCodecName codec;

    ParquetCodec(String value, String description, CompressionCodecName codec) {
        this.value = value;
        this.description = description;
        this.codec = codec;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String description() {
        return description;
    }

    CompressionCodecName codec() {
        return codec;
    }
}
