package io.btautomations.core.setting;

/** On or off, spelled as NiFi spells it. */
enum Flag implements Choice {
    TRUE("true", "On."),
    FALSE("false", "Off.");

    private final String value;
    private final String description;

    Flag(String value, String description) {
        this.value = value;
        this.description = description;
    }

    boolean isOn() {
        return this == TRUE;
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
