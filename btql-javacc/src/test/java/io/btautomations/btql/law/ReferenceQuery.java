package io.btautomations.btql.law;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.btautomations.btql.ast.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A naive evaluation of queries: filter, group, aggregate, filter groups, sort, limit, one list after the other. */
final class ReferenceQuery {

    private final List<Reference> rows = new ArrayList<>();

    ReferenceQuery(List<String> rows, Instant now) throws JsonProcessingException {
        for (String row : rows) {
            this.rows.add(new Reference(ReferenceFunctions.MAPPER.readTree(row), now, ZoneOffset.UTC));
        }
    }

    /** An aggregate by name over an expression. */
    record Aggregate(String function, Expression argument) {}

    /** A column to sort by, in either direction. */
    record Sort(int column, boolean descending) {}

    /** The rows of the result: a value for each column, keys before aggregates. */
    List<List<Object>> grouped(Expression filter, List<Expression> keys, List<Aggregate> aggregates) {
        List<List<Object>> groupKeys = new ArrayList<>();
        List<List<Reference>> groups = new ArrayList<>();
        if (keys.isEmpty()) {
            groupKeys.add(List.of());
            groups.add(new ArrayList<>());
        }
        for (Reference row : passing(filter)) {
            List<Object> key = values(row, keys);
            int at = 0;
            while (at < groupKeys.size() && !ReferenceValues.equal(groupKeys.get(at), key)) {
                at++;
            }
            if (at == groupKeys.size()) {
                groupKeys.add(key);
                groups.add(new ArrayList<>());
            }
            groups.get(at).add(row);
        }
        List<List<Object>> results = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<Object> result = new ArrayList<>(groupKeys.get(i));
            for (Aggregate aggregate : aggregates) {
                result.add(aggregate(aggregate, groups.get(i)));
            }
            results.add(result);
        }
        return results;
    }

    /** A row of the result for each row that passes. */
    List<List<Object>> plain(Expression filter, List<Expression> columns) {
        return passing(filter).stream().map(row -> values(row, columns)).toList();
    }

    /** Sorts by columns that {@code columns} give; those of datetimes as instants. */
    static List<List<Object>> sorted(List<List<Object>> rows, List<Expression> columns, List<Sort> sort, int limit) {
        List<List<Object>> sorted = new ArrayList<>(rows);
        Comparator<List<Object>> order = Comparator.comparing(row -> 0);
        for (Sort each : sort) {
            boolean isTime = ReferenceTypes.isDatetime(columns.get(each.column()));
            order = order.thenComparing(
                    row -> isTime ? ReferenceValues.instant(row.get(each.column())) : row.get(each.column()),
                    (a, b) -> compare(a, b, each.descending()));
        }
        sorted.sort(order);
        return sorted.subList(0, Math.min(limit, sorted.size()));
    }

    /** Null is last in both directions. */
    private static int compare(Object a, Object b, boolean descending) {
        return a == null || b == null || !descending ? ReferenceValues.order(a, b) : ReferenceValues.order(b, a);
    }

    private List<Reference> passing(Expression filter) {
        return rows.stream()
                .filter(row -> Boolean.TRUE.equals(row.truth(filter)))
                .toList();
    }

    private static List<Object> values(Reference row, List<Expression> expressions) {
        List<Object> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(ReferenceValues.whole(row.value(expression))));
        return values;
    }

    private static Object aggregate(Aggregate aggregate, List<Reference> group) {
        List<Object> values = new ArrayList<>();
        for (Reference row : group) {
            boolean compares = List.of("min", "max").contains(aggregate.function());
            Object value =
                    ReferenceValues.whole(compares ? row.read(aggregate.argument()) : row.value(aggregate.argument()));
            if (value != null) {
                values.add(value);
            }
        }
        return switch (aggregate.function()) {
            case "count" -> BigDecimal.valueOf(values.size());
            case "count_distinct" -> {
                List<Object> distinct = new ArrayList<>();
                for (Object value : values) {
                    if (distinct.stream().noneMatch(seen -> ReferenceValues.equal(seen, value))) {
                        distinct.add(value);
                    }
                }
                yield BigDecimal.valueOf(distinct.size());
            }
            case "sum" -> sum(numbers(values));
            case "avg" -> {
                List<BigDecimal> numbers = numbers(values);
                yield numbers.isEmpty()
                        ? null
                        : sum(numbers).divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128);
            }
            case "min" -> values.stream().min(ReferenceValues::order).orElse(null);
            case "max" ->
                values.stream()
                        .reduce((x, y) -> ReferenceValues.order(y, x) > 0 ? y : x)
                        .orElse(null);
            case "any_value" -> values.isEmpty() ? null : values.getFirst();
            case "median" -> median(numbers(values));
            default -> throw new AssertionError(aggregate.function());
        };
    }

    private static List<BigDecimal> numbers(List<Object> values) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Boolean bool) {
                numbers.add(bool ? BigDecimal.ONE : BigDecimal.ZERO);
            } else if (value instanceof BigDecimal number) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.isEmpty() ? null : numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Object median(List<BigDecimal> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        BigDecimal low = sorted.get((sorted.size() - 1) / 2);
        BigDecimal high = sorted.get(sorted.size() / 2);
        return low.add(high).divide(BigDecimal.TWO);
    }
}
