package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Times that are read without objects are those that the platform reads. */
class UtcTimeProperties {

    @Property
    void timesOfThisSpellingAreRead(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999) int micros,
            @ForAll("digits") int digits) {
        Instant time = Instant.ofEpochSecond(seconds, micros * 1_000L);
        String text = String.format("%sT%s", date(time), clock(time, micros, digits));
        Instant cut = OffsetDateTime.parse(text).toInstant();
        assertThat(read(text)).hasValue(ChronoUnit.MICROS.between(Instant.EPOCH, cut));
    }

    @Property(tries = 5_000)
    void whateverIsReadIsWhatThePlatformReads(@ForAll("almost") String text) {
        OptionalLong read = read(text);
        if (read.isPresent()) {
            Instant time = OffsetDateTime.parse(text).toInstant();
            assertThat(read).hasValue(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        } else if (text.endsWith("Z") && text.length() <= 27) {
            assertThat(isTime(text)).as(text).isFalse();
        }
    }

    @Provide
    Arbitrary<Integer> digits() {
        return Arbitraries.of(0, 1, 3, 6);
    }

    /** A time with one character changed, or none. */
    @Provide
    Arbitrary<String> almost() {
        Arbitrary<String> times = Arbitraries.of(
                "2024-02-29T23:59:59Z",
                "2023-02-28T00:00:00.5Z",
                "1969-12-31T12:34:56.123456Z",
                "0000-01-01T00:00:00.000Z");
        return times.flatMap(text -> Arbitraries.integers()
                .between(0, text.length() - 1)
                .flatMap(at -> Arbitraries.chars()
                        .with("0123456789-:.TZ+ x")
                        .map(character -> text.substring(0, at) + character + text.substring(at + 1))));
    }

    private static String date(Instant time) {
        return time.toString().substring(0, 10);
    }

    private static String clock(Instant time, int micros, int digits) {
        String fraction = String.format("%06d", micros).substring(0, digits);
        return time.truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19)
                + (digits == 0 ? "" : "." + fraction)
                + "Z";
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return text.charAt(16) == ':';
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static OptionalLong read(String text) {
        byte[] bytes = ("x" + text + "x").getBytes(UTF_8);
        return UtcTime.micros(bytes, 1, bytes.length - 1);
    }
}
