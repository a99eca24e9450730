package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.IntervalUnit;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.NearestName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads numbers, units and type names out of tokens, within bounds. */
final class Literals {

    private static final int LONGEST_NUMBER = 1000;
    private static final int LARGEST_EXPONENT = 1000;
    private static final BigDecimal DAYS_OF_WEEK = BigDecimal.valueOf(7);
    private static final List<String> UNITS =
            Arrays.stream(IntervalUnit.values()).map(IntervalUnit::word).toList();
    private static final Map<String, String> CASTS = Map.ofEntries(
            Map.entry("text", "to_string"),
            Map.entry("string", "to_string"),
            Map.entry("varchar", "to_string"),
            Map.entry("int", "to_integer"),
            Map.entry("integer", "to_integer"),
            Map.entry("bigint", "to_integer"),
            Map.entry("number", "to_number"),
            Map.entry("numeric", "to_number"),
            Map.entry("decimal", "to_number"),
            Map.entry("float", "to_number"),
            Map.entry("double", "to_number"),
            Map.entry("real", "to_number"),
            Map.entry("bool", "to_boolean"),
            Map.entry("boolean", "to_boolean"),
            Map.entry("date", "to_date"),
            Map.entry("datetime", "to_datetime"),
            Map.entry("timestamp", "to_datetime"),
            Map.entry("interval", "to_interval"));

    private final AstFactory factory;

    Literals(AstFactory factory) {
        this.factory = factory;
    }

    /** The exact value of a number. */
    BigDecimal decimal(Token number) {
        String digits = factory.text(number);
        if (digits.length() > LONGEST_NUMBER) {
            throw outOfRange(number, "has more than " + LONGEST_NUMBER + " digits");
        }
        try {
            BigDecimal value = new BigDecimal(digits);
            if (Math.abs((long) value.scale()) > LARGEST_EXPONENT + LONGEST_NUMBER) {
                throw outOfRange(number, "has an exponent beyond " + LARGEST_EXPONENT);
            }
            return value;
        } catch (NumberFormatException exponentBeyondInt) {
            throw outOfRange(number, "has an exponent beyond " + LARGEST_EXPONENT);
        }
    }

    /** The value of a whole number without a sign. */
    long whole(Token number) {
        try {
            return Long.parseLong(factory.text(number));
        } catch (NumberFormatException beyondLong) {
            throw outOfRange(number, "is larger than " + Long.MAX_VALUE);
        }
    }

    /** The value of a whole number without a sign that counts elements or characters. */
    int index(Token number) {
        try {
            return Integer.parseInt(factory.text(number));
        } catch (NumberFormatException beyondInt) {
            throw outOfRange(number, "is larger than " + Integer.MAX_VALUE);
        }
    }

    /** The unit of an interval: a word in the singular. */
    IntervalUnit unit(Token unit, Token amount) {
        String word = factory.text(unit).toLowerCase(Locale.ROOT);
        for (IntervalUnit known : IntervalUnit.values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        Diagnostic diagnostic = Diagnostic.error(
                        DiagnosticCode.MALFORMED_INTERVAL,
                        factory.quote(unit) + " is not a unit of an interval",
                        AstFactory.span(unit))
                .withExpected(UNITS.stream().sorted().toList());
        throw new RejectedText(
                unitHint(word, factory.text(amount)).map(diagnostic::withHint).orElse(diagnostic));
    }

    /** The function that a cast to a type is. */
    String castFunction(Token type) {
        String word = factory.text(type).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(CASTS.get(word)).orElseThrow(() -> {
            Diagnostic diagnostic = Diagnostic.error(
                            DiagnosticCode.UNKNOWN_TYPE, "unknown type " + factory.quote(type), AstFactory.span(type))
                    .withExpected(List.of("boolean", "date", "datetime", "integer", "interval", "number", "string"));
            return new RejectedText(NearestName.to(word, new TreeSet<>(CASTS.keySet()))
                    .map(name -> diagnostic.withHint("did you mean '" + name + "'?"))
                    .orElse(diagnostic));
        });
    }

    private static Optional<String> unitHint(String word, String amount) {
        if (word.startsWith("week")) {
            return Optional.of("write weeks as days: interval "
                    + new BigDecimal(amount).multiply(DAYS_OF_WEEK).toPlainString() + " day");
        }
        if (word.endsWith("s") && UNITS.contains(word.substring(0, word.length() - 1))) {
            return Optional.of(
                    "units are in the singular: interval " + amount + " " + word.substring(0, word.length() - 1));
        }
        return NearestName.to(word, UNITS).map(unit -> "did you mean '" + unit + "'?");
    }

    private RejectedText outOfRange(Token number, String why) {
        return new RejectedText(Diagnostic.error(
                DiagnosticCode.NUMBER_OUT_OF_RANGE,
                "the number " + factory.quote(number) + " " + why,
                AstFactory.span(number)));
    }
}
