package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class KeysProperties {

    private static final long LAST_SECOND = 0xFFFF_FFFFL;

    @Property
    void keysAreReadAsTheyArePrinted(@ForAll long value) {
        PaginationKey key = new PaginationKey(value);
        assertThat(PaginationKey.parse(key.toString())).isEqualTo(key);
        assertThat(key.toString()).matches("p[0-9]{20}");
    }

    @Property
    void textsOfKeysSortAsKeysDo(@ForAll long one, @ForAll long other) {
        PaginationKey left = new PaginationKey(one);
        PaginationKey right = new PaginationKey(other);
        assertThat(Integer.signum(left.toString().compareTo(right.toString())))
                .isEqualTo(Integer.signum(left.compareTo(right)));
    }

    @Property
    void theNextKeyIsTheLeastGreaterOne(@ForAll @LongRange(min = Long.MIN_VALUE, max = -2) long value) {
        PaginationKey key = new PaginationKey(value);
        assertThat(key.next()).isGreaterThan(key);
        assertThat(key.next().value() - key.value()).isEqualTo(1);
    }

    @Property
    void idsAreReadAsTheyArePrinted(
            @ForAll @LongRange(max = LAST_SECOND) long second, @ForAll @IntRange(max = 0xFFFF) int counter) {
        TransactionId id = id(second, counter);
        assertThat(TransactionId.parse(id.toString())).isEqualTo(id);
        assertThat(id.time()).isEqualTo(Instant.ofEpochSecond(second));
    }

    @Property
    void idsKeysAndTimesSortAlike(
            @ForAll @LongRange(max = LAST_SECOND) long second,
            @ForAll @LongRange(max = LAST_SECOND) long otherSecond,
            @ForAll @IntRange(max = 0xFFFF) int counter,
            @ForAll @IntRange(max = 0xFFFF) int otherCounter) {
        TransactionId one = id(second, counter);
        TransactionId other = id(otherSecond, otherCounter);
        int order = Integer.signum(one.compareTo(other));
        assertThat(Integer.signum(one.firstKey().compareTo(other.firstKey()))).isEqualTo(order);
        assertThat(Integer.signum(one.toString().compareTo(other.toString()))).isEqualTo(order);
        assertThat(order * one.time().compareTo(other.time())).isNotNegative();
    }

    @Property
    void keysOfARowLieBetweenThoseOfItsTransactionAndTheNext(
            @ForAll @LongRange(max = LAST_SECOND - 1) long second,
            @ForAll @IntRange(max = 0xFFFF) int counter,
            @ForAll @IntRange(max = 0xFFFF) int row) {
        TransactionId id = id(second, counter);
        PaginationKey key = new PaginationKey(id.firstKey().value() + row);
        assertThat(key)
                .isGreaterThanOrEqualTo(id.firstKey())
                .isLessThan(id.next().firstKey());
        assertThat(key.time()).isEqualTo(id.time());
    }

    @Property
    void laterTimesHaveNoSmallerFirstIds(
            @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long one,
            @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long other) {
        TransactionId early = TransactionId.firstOf(Instant.ofEpochSecond(Math.min(one, other)));
        TransactionId late = TransactionId.firstOf(Instant.ofEpochSecond(Math.max(one, other), 999_999_999));
        assertThat(early).isLessThanOrEqualTo(late);
    }

    /** As the layout has it: the second, the counter, the number of the row. */
    @Example
    void partsStandInTheirPlaces() {
        TransactionId id = TransactionId.parse("1000197155625133059");
        assertThat(id).isEqualTo(id(1_778_615_908L, 25_603));
        assertThat(id.time()).isEqualTo(Instant.parse("2026-05-12T19:58:28Z"));
        assertThat(id.firstKey()).hasToString("p07639097158683262976");
    }

    @Example
    void whatIsNoKeyIsRefused() {
        for (String text : new String[] {
            "",
            "p",
            "p1",
            "00000000000000000001",
            "p+0000000000000000001",
            "p99999999999999999999",
            "p٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"
        }) {
            assertThatThrownBy(() -> PaginationKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String text :
                new String[] {"", "1", "+000197155625133059", "9999999999999999999", "2000197155625133059"}) {
            assertThatThrownBy(() -> TransactionId.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TransactionId id(long second, int counter) {
        return new TransactionId(0x0DE1L << 48 | second << 16 | counter);
    }
}
