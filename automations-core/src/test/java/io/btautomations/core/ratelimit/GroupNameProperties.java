package io.btautomations.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Different values are different groups. */
class GroupNameProperties {

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<Value> plain = Arbitraries.of(
                NullValue.NULL, BooleanValue.TRUE, BooleanValue.FALSE, NumberValue.of(1), NumberValue.of(-1.5));
        Arbitrary<Value> text =
                Arbitraries.strings().ofMaxLength(3).injectDuplicates(0.3).map(TextValue::new);
        Arbitrary<Value> spelled = plain.map(value -> new TextValue(JsonText.of(value)));
        Arbitrary<Value> quoted = spelled.map(value -> new TextValue(JsonText.of(value)));
        Arbitrary<Value> own =
                Arbitraries.of("(other)", "", "\"\"", "null", "\"null\"").map(TextValue::new);
        Arbitrary<Value> big =
                Arbitraries.integers().between(0, 3).map(number -> new TextValue("x".repeat(400) + number));
        return Arbitraries.oneOf(plain, text, spelled, quoted, own, big);
    }

    @Property
    void namesAreEqualExactlyIfValuesAre(@ForAll("values") Value one, @ForAll("values") Value other) {
        assertThat(RowCensus.groupName(one).equals(RowCensus.groupName(other))).isEqualTo(one.equals(other));
    }

    @Property
    void namesAreShortAndNeitherEmptyNorThatOfTheOthers(@ForAll("values") Value value) {
        assertThat(RowCensus.groupName(value))
                .isNotEmpty()
                .isNotEqualTo(Ledger.OTHER)
                .hasSizeLessThan(220);
        assertThat(List.of(RowTallies.ALL)).doesNotContain(RowCensus.groupName(value));
    }
}
