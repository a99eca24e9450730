package io.btautomations.core.setting;

/** One of a setting's allowed values; implemented by enums. */
public interface Choice {

    /**
     * What is said of a choice.
     *
     * @param value the value as it stands in a flow definition, for example {@code Local Files}
     * @param description what choosing it means, one sentence
     */
    record Text(String value, String description) {}

    /** What is said of it. */
    Text text();

    /** The value as it stands in a flow definition. */
    default String value() {
        return text().value();
    }

    /** What choosing it means, one sentence. */
    default String description() {
        return text().description();
    }
}
