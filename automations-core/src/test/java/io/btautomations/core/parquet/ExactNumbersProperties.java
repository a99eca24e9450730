package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers from bytes are those that the platform reads, bit for bit. */
class ExactNumbersProperties {

    @Property(tries = 5_000)
    void numbersAreThoseOfThePlatform(@ForAll("numbers") String text) {
        byte[] bytes = ("x" + text + "x").getBytes(UTF_8);
        OptionalDouble read = ExactNumbers.read(bytes, 1, bytes.length - 1);
        double expected = Double.parseDouble(text);
        if (read.isPresent()) {
            assertThat(Double.doubleToRawLongBits(read.getAsDouble())).isEqualTo(Double.doubleToRawLongBits(expected));
        } else {
            boolean exact = Double.isFinite(expected)
                    && new BigDecimal(text).compareTo(new BigDecimal(Double.toString(expected))) == 0;
            assertThat(exact).as(text).isFalse();
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> plain = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e17"), new BigDecimal("1e17"))
                .ofScale(6)
                .map(BigDecimal::toPlainString);
        Arbitrary<String> small = Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1_000), BigDecimal.valueOf(1_000))
                .ofScale(12)
                .map(BigDecimal::toPlainString);
        Arbitrary<String> doubles = Arbitraries.doubles().map(value -> Double.toString(value));
        Arbitrary<String> longs = Arbitraries.longs().map(value -> Long.toString(value));
        return Arbitraries.oneOf(plain, small, doubles, longs, Arbitraries.of("-0", "0", "-0.0", "1e3", "0.1", "1E-7"));
    }
}
