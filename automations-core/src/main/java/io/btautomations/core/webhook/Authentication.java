package io.btautomations.core.webhook;

import io.btautomations.core.setting.Choice;

/** How a delivery shows the receiver who sends it. */
enum Authentication implements Choice {
    NONE("None", "No Authorization header."),
    BASIC("Basic", "User name and password."),
    BEARER("Bearer", "A token.");

    private final Text text;

    Authentication(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
