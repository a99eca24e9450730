package io.btautomations.core.webhook;

import io.btautomations.core.setting.Choice;

/** How grave PagerDuty takes an alert to be. */
enum Severity implements Choice {
    CRITICAL("critical"),
    ERROR("error"),
    WARNING("warning"),
    INFO("info");

    private final String value;

    Severity(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String description() {
        return "PagerDuty's severity " + value + ".";
    }
}
