package io.btautomations.core.ratelimit;

import io.btautomations.btql.RowExpression;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import io.btautomations.core.ratelimit.RowTally.RowId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Counts the rows of content, by group and with their ids. A row that is no JSON object counts and has neither id nor
 * group; so does one that is longer than any limit. For one thread.
 */
final class RowCensus {

    /** The group of rows that have none, and of those whose group came one too late. */
    static final String NO_GROUP = "null";

    private static final int LONGEST_GROUP = 200;
    private static final Pattern AMBIGUOUS = Pattern.compile("null|true|false|-?\\d.*|[\\[{\"(].*", Pattern.DOTALL);

    private final Optional<RowExpression> id;
    private final Optional<RowExpression> group;

    RowCensus(RowExpressions expressions) {
        this.id = expressions.id().map(expression -> expression.newRowExpression());
        this.group = expressions.group().map(expression -> expression.newRowExpression());
    }

    /** The rows of a stream, which is closed. */
    RowTallies of(InputStream content) throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        Map<String, List<RowId>> ids = new TreeMap<>();
        try (RowBlocks blocks = RowBlocks.of(content, RowLimits.DEFAULT)) {
            for (Optional<RowBlock> block = blocks.next(); block.isPresent(); block = blocks.next()) {
                count(block.get(), rows, ids);
            }
            if (blocks.oversizedRows() > 0) {
                rows.merge(group.isPresent() ? NO_GROUP : RowTallies.ALL, blocks.oversizedRows(), Long::sum);
            }
        }
        Map<String, RowTally> tallies = new TreeMap<>();
        rows.forEach((name, number) -> tallies.put(name, new RowTally(number, ids.getOrDefault(name, List.of()))));
        return new RowTallies(tallies);
    }

    private void count(RowBlock block, Map<String, Long> rows, Map<String, List<RowId>> ids) {
        for (int row = 0; row < block.rowCount(); row++) {
            String name = groupAt(block, row);
            rows.merge(name, 1L, Long::sum);
            Optional<RowId> rowId = idAt(block, row);
            if (rowId.isPresent()) {
                ids.computeIfAbsent(name, key -> new ArrayList<>()).add(rowId.get());
            }
        }
    }

    private String groupAt(RowBlock block, int row) {
        return group.isEmpty()
                ? RowTallies.ALL
                : value(group.get(), block, row).map(RowCensus::groupName).orElse(NO_GROUP);
    }

    private Optional<RowId> idAt(RowBlock block, int row) {
        return id.flatMap(expression -> value(expression, block, row))
                .flatMap(RowCensus::idText)
                .map(RowId::of);
    }

    private static Optional<Value> value(RowExpression expression, RowBlock block, int row) {
        return expression.value(block.bytes(), block.start(row), block.end(row));
    }

    private static Optional<String> idText(Value value) {
        return switch (value) {
            case TextValue text -> Optional.of(text.text()).filter(found -> !found.isEmpty());
            case NumberValue number -> Optional.of(number.toString());
            default -> Optional.empty();
        };
    }

    /** A text of its own for each value: the text itself where no other value is spelled so, else JSON. */
    static String groupName(Value value) {
        String json = JsonText.of(value);
        String name = value instanceof TextValue text
                        && !text.text().isEmpty()
                        && !AMBIGUOUS.matcher(text.text()).matches()
                ? text.text()
                : json;
        return name.length() <= LONGEST_GROUP ? name : name.substring(0, LONGEST_GROUP) + "… " + Hashes.key(json);
    }
}
