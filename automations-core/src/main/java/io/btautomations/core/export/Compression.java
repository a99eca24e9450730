package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** How objects are compressed. */
enum Compression implements Choice {
    NONE("None", "Not at all."),
    GZIP("Gzip", "Readable everywhere, slow."),
    ZSTD("Zstandard", "Smaller and several times faster than gzip.");

    private final String value;
    private final String description;

    Compression(String value, String description) {
        this.value = value;
        this.description = description;
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
