package io.btautomations.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.SettingFormatException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Identifiers go out into the world, so their values are fixed here. */
class IdentityTest {

    @Test
    void anAutomationIsKnownByTheIdThatItWasGivenOrElseByItsComponent() {
        assertThat(AutomationId.of(Optional.of("my automation"), "x")).isEqualTo("my automation");
        String derived = AutomationId.of(Optional.empty(), "6f1c1d6e-0000-4000-8000-000000000001");
        assertThat(derived).isEqualTo("0fb8ee4f-dc9c-51aa-9021-34ee905d2d6e");
        assertThat(UUID.fromString(derived).version()).isEqualTo(5);
        assertThat(UUID.fromString(derived).variant()).isEqualTo(2);
        assertThat(AutomationId.of(Optional.of(" "), "6f1c1d6e-0000-4000-8000-000000000001"))
                .isEqualTo(derived);
    }

    @Test
    void aRunIsKnownByAutomationGenerationAndSequence() {
        String run = RunId.of("a", "01JH5Q3WZ8C4T6V9N2R7X0KDME", 7);
        assertThat(run).isEqualTo("run_zlojfnduvncs7qekhmvg46vm7o");
        assertThat(RunId.of("a", "01JH5Q3WZ8C4T6V9N2R7X0KDME", 8)).isNotEqualTo(run);
        assertThat(RunId.cursor(7)).isEqualTo("00000000000000000007");
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(StableId.of("", "ab", "c")).isNotEqualTo(StableId.of("", "a", "bc"));
        assertThat(StableId.of("", "a")).isNotEqualTo(StableId.of("", "a", ""));
        assertThat(StableId.of("msg_", "a")).matches("msg_[a-z2-7]{52}");
    }

    @Test
    void ulidsAreSpelledAsTheSpecificationSpellsThem() throws Exception {
        assertThat(Ulid.mint(() -> Instant.ofEpochMilli(1469918176385L), bytes -> Arrays.fill(bytes, (byte) 0)))
                .isEqualTo("01ARYZ6S410000000000000000");
        assertThat(Ulid.mint(() -> Instant.ofEpochMilli((1L << 48) - 1), bytes -> Arrays.fill(bytes, (byte) -1)))
                .isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        assertThat(Ulid.parser().parse("01ARYZ6S410000000000000000")).isEqualTo("01ARYZ6S410000000000000000");
        assertThatThrownBy(() -> Ulid.parser().parse("01ARYZ6S41000000000000000L"))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageStartingWith("a ULID, 26 characters");
    }

    @Test
    void ulidsSortByTime() {
        String early = Ulid.mint(() -> Instant.parse("2026-01-01T00:00:00Z"), bytes -> Arrays.fill(bytes, (byte) -1));
        String late = Ulid.mint(() -> Instant.parse("2026-01-01T00:00:00.001Z"), bytes -> Arrays.fill(bytes, (byte) 0));
        assertThat(early).isLessThan(late);
    }
}
