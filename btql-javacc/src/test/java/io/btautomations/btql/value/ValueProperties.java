package io.btautomations.btql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ValueProperties {

    @Property
    void readingWhatWasSpelledGivesTheSame(@ForAll("values") Value value) {
        String text = JsonText.of(value);
        assertThat(JsonReader.read(text)).contains(value);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.read(bytes, 0, bytes.length)).contains(value);
    }

    @Property
    void sortingOrderIsTotal(@ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
        int ab = Integer.signum(ValueOrder.ASCENDING.compare(a, b));
        int ba = Integer.signum(ValueOrder.ASCENDING.compare(b, a));
        assertThat(ab).isEqualTo(-ba);
        assertThat(ab == 0).isEqualTo(a.equals(b));
        if (ab <= 0 && ValueOrder.ASCENDING.compare(b, c) <= 0) {
            assertThat(ValueOrder.ASCENDING.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }

    @Property
    void descendingIsTheReverseButKeepsNullLast(@ForAll("values") Value a, @ForAll("values") Value b) {
        int descending = Integer.signum(ValueOrder.DESCENDING.compare(a, b));
        int ascending = Integer.signum(ValueOrder.ASCENDING.compare(a, b));
        boolean oneIsNull = a.isNull() != b.isNull();
        assertThat(descending).isEqualTo(oneIsNull ? ascending : -ascending);
    }

    @Property
    void textOrderIsThatOfTheBytes(@ForAll("texts") String a, @ForAll("texts") String b) {
        int bytes = java.util.Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(a)
                && StandardCharsets.UTF_8.newEncoder().canEncode(b);
        if (encodable) {
            assertThat(Integer.signum(TextValue.compare(a, b))).isEqualTo(Integer.signum(bytes));
        }
    }

    @Property
    void deMorganHoldsInThreeValues(@ForAll Truth a, @ForAll Truth b) {
        assertThat(a.and(b).not()).isEqualTo(a.not().or(b.not()));
        assertThat(a.or(b).not()).isEqualTo(a.not().and(b.not()));
        assertThat(a.not().not()).isEqualTo(a);
        assertThat(a.and(b)).isEqualTo(b.and(a));
        assertThat(a.or(b)).isEqualTo(b.or(a));
    }

    @Provide
    Arbitrary<Value> values() {
        return ValueArbitraries.values(3);
    }

    @Provide
    Arbitrary<String> texts() {
        return ValueArbitraries.texts();
    }
}
