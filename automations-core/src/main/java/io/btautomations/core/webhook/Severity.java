package io.btautomations.core.webhook;

import io.btautomations.core.setting.Choice;

/** How grave PagerDuty takes an alert to be. */
enum Severity implements Choice {
    CRITICAL("critical"),
    ERROR("error"),
    WARNING("warning"),
    INFO("info");

    private final Text text;

    Severity(String value) {
        this.text = new Text(value, "PagerDuty's severity " + value + ".");
    }

    @Override
    public Text text() {
        return text;
    }
}
