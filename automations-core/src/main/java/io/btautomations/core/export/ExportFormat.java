package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** How rows are written to objects. */
enum ExportFormat implements Choice {
    JSON_LINES("JSON Lines", "One JSON object per line, exactly as it came in."),
    PARQUET("Parquet", "Typed columns; what has no column goes to one named extra.");

    private final Text text;

    ExportFormat(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
