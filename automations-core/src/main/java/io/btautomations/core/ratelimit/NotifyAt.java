package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Choice;

/** When an interval's notification fires. */
enum NotifyAt implements Choice {
    FIRST_MATCH(
            "First Match",
            "The first match after a silence fires at once; the ones after it are counted and fire as one when the"
                    + " interval ends."),
    INTERVAL_END("Interval End", "The first match after a silence opens an interval; all fire as one when it ends.");

    private final Text text;

    NotifyAt(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
