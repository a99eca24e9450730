package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Choice;

/** How often a row counts that comes again because it was updated. */
enum UpdatedRows implements Choice {
    ONCE_PER_WINDOW(
            "Once per Window", "A row counts once in each notification, however often it was updated meanwhile."),
    ONCE_PER_PERIOD(
            "Once per Period",
            "A row counts once and then not again for a while, in whichever notification it would be."),
    EVERY_VERSION("Every Version", "Each version of a row that matches counts.");

    private final Text text;

    UpdatedRows(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
