package io.btautomations.btql.eval;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Comparison;
import io.btautomations.btql.bind.BoundExpression.ComparisonKind;
import io.btautomations.btql.bind.BoundExpression.Constant;
import io.btautomations.btql.bind.BoundExpression.In;
import io.btautomations.btql.bind.BoundExpression.Includes;
import io.btautomations.btql.bind.BoundExpression.IsNull;
import io.btautomations.btql.bind.BoundExpression.Like;
import io.btautomations.btql.bind.BoundExpression.Match;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.scan.NumberLiteral;
import io.btautomations.btql.scan.TextLiteral;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Knows which conditions can be answered from the bytes of a column. Immutable. */
final class SliceConditions {

    /** Longer lists are looked up by hash. */
    private static final int LONGEST_LIST = 16;

    private final PathSet paths;

    SliceConditions(PathSet paths) {
        this.paths = paths;
    }

    /** The condition {@code general}, which tests {@code expression}, or a faster one that gives the same answers. */
    Condition faster(BoundExpression expression, Condition general) {
        return switch (expression) {
            case Column column when isPlain(column) -> new SliceTruth(slot(column), general);
            case IsNull(Column column) when isPlain(column) -> new SliceIsNull(slot(column), general);
            case Comparison(ComparisonKind kind, Column column, Constant constant)
            when isPlain(column) -> comparison(slot(column), kind, constant.value(), general);
            case Like(Column column, Constant(TextValue pattern, BtqlType type), boolean ignoreCase)
            when isPlain(column) -> like(slot(column), pattern.text(), ignoreCase, general);
            case Match(Column column, Constant(TextValue phrase, BtqlType type))
            when isPlain(column) ->
                SliceMatch.word(phrase.text())
                        .filter(SliceConditions::isUnicode)
                        .<Condition>map(word -> new SliceMatch(slot(column), word, general))
                        .orElse(general);
            case Includes(Column column, Constant(TextValue needle, BtqlType type))
            when isPlain(column) ->
                isUnicode(needle.text())
                        ? new SliceIncludes(slot(column), TextLiteral.of(needle.text()), general)
                        : general;
            case In(Column column, List<BoundExpression> items)
            when isPlain(column) -> in(slot(column), items, general);
            default -> general;
        };
    }

    /** Whether the column's value is what lies in its slot. */
    private static boolean isPlain(Column column) {
        return column.steps().isEmpty();
    }

    private int slot(Column column) {
        return paths.slotOf(column.path()).orElseThrow();
    }

    private static Condition comparison(int slot, ComparisonKind kind, Value value, Condition general) {
        boolean isEquality = kind == ComparisonKind.EQUAL || kind == ComparisonKind.NULL_SAFE_EQUAL;
        return switch (value) {
            case NumberValue number -> new SliceComparison.WithNumber(slot, kind, literal(number), general);
            case TextValue text
            when isEquality && isUnicode(text.text()) ->
                new SliceComparison.WithText(slot, kind, TextLiteral.of(text.text()), general);
            default -> general;
        };
    }

    private static Condition like(int slot, String pattern, boolean ignoreCase, Condition general) {
        LiteralRun run = LiteralRun.longest(pattern);
        return run.text().isEmpty() || !isUnicode(pattern) ? general : new SliceLike(slot, run, ignoreCase, general);
    }

    private static Condition in(int slot, List<BoundExpression> items, Condition general) {
        List<TextLiteral> texts = new ArrayList<>();
        List<NumberLiteral> numbers = new ArrayList<>();
        for (BoundExpression item : items) {
            if (item instanceof Constant(TextValue text, BtqlType type) && isUnicode(text.text())) {
                texts.add(TextLiteral.of(text.text()));
            } else if (item instanceof Constant(NumberValue number, BtqlType type)) {
                numbers.add(literal(number));
            }
        }
        boolean isComplete = texts.size() + numbers.size() == items.size();
        return isComplete && items.size() <= LONGEST_LIST ? new SliceIn(slot, texts, numbers, general) : general;
    }

    private static NumberLiteral literal(NumberValue number) {
        return NumberLiteral.of(number.toString());
    }

    /** Whether the text has no half of a surrogate pair, and nothing that invalid bytes may be decoded as. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(point -> point == 0xFFFD || point >= 0xD800 && point <= 0xDFFF);
    }
}
