package io.btautomations.core.setting;

/** One of a setting's allowed values; implemented by enums. */
public interface Choice {

    /** The value as it stands in a flow definition, for example {@code Local Files}. */
    String value();

    /** What choosing it means, one sentence. */
    String description();
}
