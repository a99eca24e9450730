package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** How objects are compressed. */
enum Compression implements Choice {
    NONE("None", "Not at all."),
    GZIP("Gzip", "Readable everywhere, slow."),
    ZSTD("Zstandard", "Smaller and several times faster than gzip.");

    private final Text text;

    Compression(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
