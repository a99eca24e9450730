package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** Which date an object is filed under. */
enum Partitioning implements Choice {
    ROW_DATE("Row Date", "The UTC date of the row's created time."),
    WINDOW("Window", "The UTC date on which the run's window begins.");

    private final Text text;

    Partitioning(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
