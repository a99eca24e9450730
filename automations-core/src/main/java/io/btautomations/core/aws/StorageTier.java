package io.btautomations.core.aws;

import io.btautomations.core.setting.Choice;

/** Storage classes whose objects can be read back at once, as the commit log and its verification need. */
public enum StorageTier implements Choice {
    STANDARD("Standard", "STANDARD", "Frequent access."),
    INTELLIGENT_TIERING("IntelligentTiering", "INTELLIGENT_TIERING", "Moved between tiers by use."),
    STANDARD_IA("StandardInfrequentAccess", "STANDARD_IA", "Cheaper to keep, dearer to read; 30 days at least."),
    ONEZONE_IA("OneZoneInfrequentAccess", "ONEZONE_IA", "As before, in one availability zone."),
    GLACIER_IR("GlacierInstantRetrieval", "GLACIER_IR", "Archive with instant access; 90 days at least.");

    private final Text text;
    private final String header;

    StorageTier(String value, String header, String description) {
        this.text = new Text(value, description);
        this.header = header;
    }

    /** The value of the {@code x-amz-storage-class} header. */
    String header() {
        return header;
    }

    @Override
    public Text text() {
        return text;
    }
}
