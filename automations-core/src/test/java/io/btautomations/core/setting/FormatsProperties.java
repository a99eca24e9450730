package io.btautomations.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FormatsProperties {

    private static final SettingParser<Duration> ANY_DURATION = Formats.duration(Duration.ZERO, Duration.ofDays(3650));
    private static final SettingParser<Long> ANY_SIZE = Formats.dataSize(0, Long.MAX_VALUE);

    @Property
    void aShownDurationReadsBack(@ForAll @LongRange(min = 0, max = 100_000_000_000L) long millis)
            throws SettingFormatException {
        Duration duration = Duration.ofMillis(millis);
        assertThat(ANY_DURATION.parse(Formats.show(duration))).isEqualTo(duration);
    }

    @Property
    void aShownSizeReadsBack(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) throws SettingFormatException {
        assertThat(ANY_SIZE.parse(Formats.showSize(bytes))).isEqualTo(bytes);
    }

    @Property
    void wholeNumbersKeepWithinTheirBounds(
            @ForAll @IntRange(min = -50, max = 150) int number,
            @ForAll @IntRange(min = 0, max = 40) int least,
            @ForAll @IntRange(min = 41, max = 100) int most)
            throws SettingFormatException {
        SettingParser<Long> parser = Formats.wholeNumber(least, most);
        if (number >= least && number <= most) {
            assertThat(parser.parse(" " + number + " ")).isEqualTo(number);
        } else {
            assertThatThrownBy(() -> parser.parse(Integer.toString(number)))
                    .hasMessage("a whole number from " + least + " to " + most);
        }
    }

    @Property
    void anyOtherTextIsRefusedWithTheExpectation(@ForAll String text) {
        String garbled = "?" + text;
        assertThatThrownBy(() -> ANY_DURATION.parse(garbled)).isInstanceOf(SettingFormatException.class);
        assertThatThrownBy(() -> ANY_SIZE.parse(garbled)).isInstanceOf(SettingFormatException.class);
    }
}
