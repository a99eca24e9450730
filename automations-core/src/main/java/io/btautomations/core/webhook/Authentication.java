package io.btautomations.core.webhook;

import io.btautomations.core.setting.Choice;

/** How a delivery shows the receiver who sends it. */
enum Authentication implements Choice {
    NONE("None", "No Authorization header."),
    BASIC("Basic", "User name and password."),
    BEARER("Bearer", "A token.");

    private final String value;
    private final String description;

    Authentication(String value, String description) {
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
