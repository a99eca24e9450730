package io.btautomations.btql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers read and compared where they lie, against the JDK's decimals. */
class NumberSliceProperties {

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits = Arbitraries.of("0", "1", "9", "00", "12", "999999999", "000000001", "1234567890123")
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
        Arbitrary<String> integers =
                digits.map(text -> text.replaceFirst("^0+", "")).map(text -> text.isEmpty() ? "0" : text);
        Arbitrary<String> fractions = digits.map(text -> text.isEmpty() ? "" : "." + text);
        Arbitrary<String> exponents = Arbitraries.of("", "", "", "e0", "E5", "e+3", "e-7", "e-007", "e22", "e-300");
        return Combinators.combine(Arbitraries.of("", "-"), integers, fractions, exponents)
                .as((sign, integer, fraction, exponent) -> sign + integer + fraction + exponent);
    }

    @Property(tries = 20_000)
    void compareExactly(@ForAll("numbers") String left, @ForAll("numbers") String right) {
        int expected = new BigDecimal(left).compareTo(new BigDecimal(right));
        byte[] bytes = ("[" + left + "," + right + "]").getBytes(StandardCharsets.UTF_8);
        int middle = 1 + left.length();
        int end = bytes.length - 1;
        assertThat(NumberSlice.compare(bytes, 1, middle, bytes, middle + 1, end))
                .isEqualTo(expected);
        assertThat(NumberLiteral.of(right).compare(bytes, 1, middle)).isEqualTo(expected);
        assertThat(NumberLiteral.of(left).compare(bytes, middle + 1, end)).isEqualTo(-expected);
    }

    @Property(tries = 5_000)
    void aNumberEqualsItselfHoweverSpelled(@ForAll("numbers") String number) {
        BigDecimal value = new BigDecimal(number);
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(NumberLiteral.of(number).compare(bytes, 0, bytes.length)).isZero();
    }

    @Property(tries = 20_000)
    void theDoubleIsTheNearest(@ForAll("numbers") String number) {
        byte[] bytes = number.getBytes(StandardCharsets.UTF_8);
        assertThat(NumberSlice.toDouble(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(number));
    }

    @Property
    void doublesComeBack(@ForAll double value) {
        byte[] bytes = Double.toString(value).getBytes(StandardCharsets.UTF_8);
        assertThat(NumberSlice.toDouble(bytes, 0, bytes.length)).isEqualTo(value);
    }

    @Property
    void shortIntegersComeBack(@ForAll long value) {
        byte[] bytes = Long.toString(value).getBytes(StandardCharsets.UTF_8);
        boolean isShort = Math.abs(value) < 1_000_000_000_000_000_000L && value != Long.MIN_VALUE;
        assertThat(NumberSlice.isShortInteger(bytes, 0, bytes.length)).isEqualTo(isShort);
        if (isShort) {
            assertThat(NumberSlice.toLong(bytes, 0, bytes.length)).isEqualTo(value);
        }
    }

    @Example
    void exponentsOfAnyLengthCompare() {
        byte[] huge = "-1e99999999999999999999".getBytes(StandardCharsets.UTF_8);
        byte[] tiny = "1e-99999999999999999999".getBytes(StandardCharsets.UTF_8);
        assertThat(NumberSlice.compare(huge, 0, huge.length, tiny, 0, tiny.length))
                .isNegative();
        assertThat(NumberLiteral.of("0").compare(tiny, 0, tiny.length)).isPositive();
        assertThat(NumberLiteral.of("0").compare(huge, 0, huge.length)).isNegative();
    }

    @Example
    void aLiteralMustBeANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumberLiteral.of("01"))
                .withMessage("A number like 12 or -0.5e3 is needed, got '01'");
    }
}
