package io.btautomations.btql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NumberValueProperties {

    @Property
    void equalityIsThatOfTheMathematicalValues(@ForAll("tokens") String left, @ForAll("tokens") String right) {
        boolean equal = new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
        assertThat(NumberValue.parse(left).equals(NumberValue.parse(right))).isEqualTo(equal);
    }

    @Property
    void orderIsThatOfTheMathematicalValues(@ForAll("tokens") String left, @ForAll("tokens") String right) {
        int order = new BigDecimal(left).compareTo(new BigDecimal(right));
        assertThat(Integer.signum(NumberValue.parse(left).compareTo(NumberValue.parse(right))))
                .isEqualTo(order);
    }

    @Property
    void nothingIsLostByReadingAndSpelling(@ForAll("tokens") String token) {
        NumberValue number = NumberValue.parse(token);
        assertThat(number.exact()).isEqualByComparingTo(new BigDecimal(token));
        assertThat(NumberValue.parse(number.toString())).isEqualTo(number);
    }

    @Property
    void aDoubleStandsForItsShortestDecimal(@ForAll double value) {
        NumberValue number = NumberValue.of(value);
        assertThat(number.exact()).isEqualByComparingTo(BigDecimal.valueOf(value));
        assertThat(number).isEqualTo(NumberValue.parse(Double.toString(value)));
    }

    @Property
    void everyWholeNumberInRangeIsALong(@ForAll long value) {
        assertThat(NumberValue.of(new BigDecimal(value + ".000"))).isEqualTo(new NumberValue.LongValue(value));
    }

    @Example
    void wholeNumbersBeyondDoubleStayApart() {
        assertThat(NumberValue.parse("9007199254740993")).isNotEqualTo(NumberValue.parse("9007199254740992.0"));
        assertThat(NumberValue.parse("9007199254740993")).isEqualTo(NumberValue.parse("9007199254740993.0"));
        assertThat(NumberValue.parse("1" + "0".repeat(400))).isGreaterThan(NumberValue.parse("9".repeat(400)));
    }

    @Example
    void monstersAreTakenAsTheirNearestDouble() {
        assertThat(NumberValue.parse("1e99999999999")).isEqualTo(NumberValue.of(Double.MAX_VALUE));
        assertThat(NumberValue.parse("-1e99999999999")).isEqualTo(NumberValue.of(-Double.MAX_VALUE));
        assertThat(NumberValue.parse("1e-99999999999")).isEqualTo(NumberValue.of(0));
        assertThat(NumberValue.parse("1".repeat(2_000))).isEqualTo(NumberValue.of(Double.MAX_VALUE));
        assertThat(NumberValue.parse("0." + "3".repeat(2_000))).isEqualTo(NumberValue.of(1.0 / 3));
    }

    @Example
    void numbersTooSmallForAllDigitsOfADoubleStayApart() {
        assertThat(NumberValue.parse("3e-324").exact()).isEqualByComparingTo("3e-324");
        assertThat(NumberValue.parse("3e-324")).isLessThan(NumberValue.parse("4e-324"));
    }

    @Example
    void spelling() {
        assertThat(NumberValue.parse("1.0")).hasToString("1");
        assertThat(NumberValue.parse("-0.0")).hasToString("0");
        assertThat(NumberValue.parse("0.90")).hasToString("0.9");
        assertThat(NumberValue.parse("1e20")).hasToString("100000000000000000000");
        assertThat(NumberValue.parse("1E+400")).hasToString("1E+400");
        assertThat(NumberValue.parse("0.6666666666666666")).hasToString("0.6666666666666666");
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> integers = Arbitraries.bigIntegers().map(Object::toString);
        Arbitrary<String> near = Arbitraries.longs()
                .between((1L << 53) - 4, (1L << 53) + 4)
                .map(value -> value + Arbitraries.of("", ".0", ".5", "e0").sample());
        Arbitrary<String> decimals = Arbitraries.bigDecimals().ofScale(20).map(BigDecimal::toPlainString);
        Arbitrary<String> doubles = Arbitraries.doubles().map(value -> Double.toString(value));
        Arbitrary<String> scientific = Combinators.combine(
                        Arbitraries.integers().between(-99, 99),
                        Arbitraries.integers().between(-400, 400))
                .as((mantissa, exponent) -> mantissa + "e" + exponent);
        Arbitrary<String> small =
                Arbitraries.of("0", "-0", "0.0", "1", "1.0", "1.00", "10e-1", "-1", "2", "0.1", "1e-1");
        return Arbitraries.oneOf(integers, near, decimals, doubles, scientific, small);
    }
}
