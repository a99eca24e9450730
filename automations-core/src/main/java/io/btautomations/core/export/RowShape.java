package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** Which columns a Parquet object has. */
enum RowShape implements Choice {
    SPANS("Spans", "The columns of Braintrust's spans."),
    TRACES("Traces", "The columns of Braintrust's traces."),
    COLUMNS("Columns", "The columns that are named, for rows of a query of one's own.");

    private final Text text;

    RowShape(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
