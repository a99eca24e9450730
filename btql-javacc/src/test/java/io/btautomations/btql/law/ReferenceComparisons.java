package io.btautomations.btql.law;

import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.law.ReferenceValues.Spread;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/** Truth and comparisons of the reference interpreter. Truth is a {@link Boolean} or null for unknown. */
final class ReferenceComparisons {

    private ReferenceComparisons() {}

    static Boolean asTruth(Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case BigDecimal number -> number.signum() != 0;
            case Spread spread -> {
                List<Boolean> truths = new ArrayList<>();
                spread.elements().forEach(element -> truths.add(asTruth(element)));
                yield any(truths);
            }
            case null, default -> null;
        };
    }

    static Boolean not(Boolean truth) {
        return truth == null ? null : !truth;
    }

    static Boolean any(List<Boolean> truths) {
        return truths.contains(true) ? Boolean.TRUE : truths.contains(null) ? null : Boolean.FALSE;
    }

    static Boolean all(List<Boolean> truths) {
        return truths.contains(false) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE;
    }

    static Boolean pairs(Object left, Object right, BiFunction<Object, Object, Boolean> compare) {
        List<Object> lefts = left instanceof Spread spread ? spread.elements() : single(left);
        List<Object> rights = right instanceof Spread spread ? spread.elements() : single(right);
        List<Boolean> answers = new ArrayList<>();
        lefts.forEach(a -> rights.forEach(b -> answers.add(compare.apply(a, b))));
        return answers.contains(true) ? Boolean.TRUE : answers.contains(false) ? Boolean.FALSE : null;
    }

    static List<Object> single(Object value) {
        List<Object> single = new ArrayList<>();
        single.add(value);
        return single;
    }

    static Boolean equal(Object left, Object right) {
        return pairs(left, right, (a, b) -> {
            boolean instants =
                    a instanceof Instant && b instanceof String || a instanceof String && b instanceof Instant;
            Object x = instants ? ReferenceValues.instant(a) : a;
            Object y = instants ? ReferenceValues.instant(b) : b;
            return x == null || y == null ? null : (Boolean) ReferenceValues.equal(x, y);
        });
    }

    static boolean same(Object left, Object right) {
        return left == null || right == null ? left == right : Boolean.TRUE.equals(equal(left, right));
    }

    static Boolean ordered(Object left, Object right, IntPredicate holds) {
        return pairs(left, right, (a, b) -> {
            boolean instants =
                    a instanceof Instant && b instanceof String || a instanceof String && b instanceof Instant;
            Object x = instants ? ReferenceValues.instant(a) : a;
            Object y = instants ? ReferenceValues.instant(b) : b;
            boolean comparable = ReferenceValues.rank(x) == ReferenceValues.rank(y) && ReferenceValues.rank(x) <= 4;
            return comparable ? (Boolean) holds.test(ReferenceValues.order(x, y)) : null;
        });
    }

    static Boolean textual(ComparisonOperator operator, Object value, Object pattern) {
        if (value == null || pattern == null) {
            return null;
        }
        if (!(pattern instanceof String text)) {
            return false;
        }
        if (operator == ComparisonOperator.MATCH) {
            return ReferenceTexts.match(value, text);
        }
        List<Object> candidates = value instanceof Spread spread ? spread.elements() : single(value);
        boolean ignoreCase = operator == ComparisonOperator.ILIKE;
        return candidates.stream()
                .anyMatch(each -> each instanceof String candidate
                        && ReferenceTexts.like(
                                candidate.codePoints().toArray(),
                                0,
                                text.codePoints().toArray(),
                                0,
                                ignoreCase));
    }

    static boolean includes(Object haystack, Object needle) {
        return switch (haystack) {
            case List<?> list -> list.stream().anyMatch(element -> same(element, needle));
            case Map<?, ?> map -> map.values().stream().anyMatch(member -> same(member, needle));
            case Spread spread ->
                spread.elements().stream().anyMatch(element -> same(element, needle) || includes(element, needle));
            case null, default -> false;
        };
    }
}
