package io.btautomations.core.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a Parquet object. Every schema also has the column {@link #EXTRA}: a JSON object of all members of the
 * row that have no column, or that their column does not hold whole. So no value is lost, whatever a row holds.
 *
 * @param id names the schema; equal ids are equal columns
 */
public record RowSchema(String id, List<Column> columns) {

    /** The column for what has no other. */
    public static final String EXTRA = "extra";

    private static final Pattern COLUMN = Pattern.compile(
            "(?s)\\s*(?:([A-Za-z_][A-Za-z0-9_.$-]*)|\"((?:[^\"\\\\]|\\\\.)*)\")\\s+([A-Za-z]+)\\s*(,|\\z)");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$-]*");
    private static final String OWN_COLUMNS = "columns/1 ";

    /** Spans: one row for each step of a trace. */
    public static final RowSchema SPANS = new RowSchema("spans/1", logColumns(List.of()));

    /** Traces: one row for each trace, with sums over its spans. */
    public static final RowSchema TRACES =
            new RowSchema("traces/1", logColumns(List.of(Column.of("span_type_info", ColumnType.JSON))));

    public RowSchema {
        columns = List.copyOf(columns);
    }

    /**
     * The schema that a user wrote: {@code name type} pairs, with commas between them. A name that is no plain word
     * stands in double quotes, with a backslash before a quote or backslash in it.
     *
     * @throws IllegalArgumentException if the text is none; the message completes "must be ..."
     */
    public static RowSchema parse(String text) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(EXTRA));
        Matcher matcher = COLUMN.matcher(text);
        boolean goesOn = true;
        while (goesOn) {
            Optional<ColumnType> type = matcher.lookingAt() ? type(matcher.group(3)) : Optional.empty();
            if (type.isEmpty()) {
                throw new IllegalArgumentException(expectation());
            }
            String name = Optional.ofNullable(matcher.group(1))
                    .orElseGet(() -> matcher.group(2).replaceAll("(?s)\\\\(.)", "$1"));
            if (!names.add(name)) {
                throw new IllegalArgumentException(expectation() + ", each name once and none of them '" + EXTRA + "'");
            }
            columns.add(Column.of(name, type.get()));
            goesOn = !matcher.group(4).isEmpty();
            matcher.region(matcher.end(), text.length());
        }
        return of(columns);
    }

    /** Its columns, as {@link #parse} reads them. */
    public String text() {
        return columns.stream()
                .map(column -> written(column.name()) + " " + column.type().keyword())
                .collect(Collectors.joining(", "));
    }

    /** The schema of these columns, whose names differ from each other and from {@link #EXTRA}. */
    public static RowSchema of(List<Column> columns) {
        return new RowSchema(OWN_COLUMNS + new RowSchema("", columns).text(), columns);
    }

    /** Whether its columns are those of Braintrust's logs, and not a user's. */
    boolean isOfLogs() {
        return !id.startsWith(OWN_COLUMNS);
    }

    /** The schema of that id, if it is one that this version knows. */
    static Optional<RowSchema> ofId(String id) {
        if (id.equals(OWN_COLUMNS)) {
            return Optional.of(of(List.of()));
        }
        if (id.startsWith(OWN_COLUMNS)) {
            try {
                return Optional.of(parse(id.substring(OWN_COLUMNS.length())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Stream.of(SPANS, TRACES).filter(schema -> schema.id().equals(id)).findFirst();
    }

    private static String written(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }

    /** Names of the columns, {@link #EXTRA} left out. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private static Optional<ColumnType> type(String keyword) {
        return Arrays.stream(ColumnType.values())
                .filter(type -> type.keyword().equals(keyword.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String expectation() {
        String types =
                Arrays.stream(ColumnType.values()).map(ColumnType::keyword).collect(Collectors.joining(", "));
        return "columns such as 'model text, cost double', of the types " + types;
    }

    private static List<Column> logColumns(List<Column> more) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("id", ColumnType.TEXT),
                Column.of("_xact_id", ColumnType.LONG),
                Column.of("_pagination_key", ColumnType.TEXT),
                Column.of("created", ColumnType.TIMESTAMP),
                Column.repetitive("org_id", ColumnType.TEXT),
                Column.repetitive("project_id", ColumnType.TEXT),
                Column.repetitive("log_id", ColumnType.TEXT),
                Column.of("span_id", ColumnType.TEXT),
                Column.of("root_span_id", ColumnType.TEXT),
                Column.of("is_root", ColumnType.BOOLEAN),
                Column.of("span_parents", ColumnType.TEXT_LIST),
                Column.of("span_attributes", ColumnType.JSON),
                Column.of("input", ColumnType.JSON),
                Column.of("output", ColumnType.JSON),
                Column.of("expected", ColumnType.JSON),
                Column.of("error", ColumnType.JSON),
                Column.of("metadata", ColumnType.JSON),
                Column.repetitive("tags", ColumnType.TEXT_LIST),
                Column.repetitive("scores", ColumnType.NUMBER_MAP),
                Column.repetitive("metrics", ColumnType.NUMBER_MAP),
                Column.of("context", ColumnType.JSON),
                Column.of("origin", ColumnType.JSON),
                Column.of("comments", ColumnType.JSON),
                Column.of("audit_data", ColumnType.JSON),
                Column.of("facets", ColumnType.JSON),
                Column.of("classifications", ColumnType.JSON)));
        columns.addAll(more);
        return columns;
    }
}
