package io.btautomations.core.setting;

/** On or off, spelled as NiFi spells it. */
enum Flag implements Choice {
    TRUE("true", "On."),
    FALSE("false", "Off.");

    private final Text text;

    Flag(String value, String description) {
        this.text = new Text(value, description);
    }

    boolean isOn() {
        return this == TRUE;
    }

    @Override
    public Text text() {
        return text;
    }
}
