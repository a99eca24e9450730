package io.btautomations.core.export;

import io.btautomations.core.setting.Choice;

/** Which columns a Parquet object has. */
enum RowShape implements Choice {
    SPANS("Spans", "The columns of Braintrust's spans."),
    TRACES("Traces", "The columns of Braintrust's traces."),
    COLUMNS("Columns", "The columns that are named, for rows of a query of one's own.");

    private final String value;
    private final String description;

    RowShape(String value, String description) {
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
