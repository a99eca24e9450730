package io.btautomations.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    enum Mode implements Choice {
        FILES("Local Files", "Reads files."),
        SERVICE("Service", "Asks a service.");

        private final Text text;

        Mode(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    private static final Setting<Mode> MODE = Setting.choice("Mode", Mode.class)
            .required()
            .defaultText("Local Files")
            .build();
    private static final Setting<String> PATHS =
            Setting.text("Paths").required().when(MODE, Mode.FILES).build();
    private static final Setting<String> KEY =
            Setting.text("Key").required().sensitive().when(MODE, Mode.SERVICE).build();
    private static final Setting<Duration> INTERVAL = Setting.of(
                    "Interval", Formats.duration(Duration.ofSeconds(1), Duration.ofDays(30)))
            .defaultText("5 mins")
            .build();
    private static final Setting<Long> PIN =
            Setting.of("Pin", Formats.wholeNumber(0, 9999)).sensitive().build();
    private static final List<Setting<?>> ALL = List.of(MODE, PATHS, KEY, INTERVAL, PIN);

    @Test
    void defaultsStandWhereTheUserSaysNothing() {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.get(MODE)).isEqualTo(Mode.FILES);
        assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.find(PIN)).isEmpty();
    }

    @Test
    void emptyTextIsNoText() {
        assertThat(Settings.of(Map.of("Interval", "")).get(INTERVAL)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anExpressionThatComesToNothingIsNotReplacedByItsOwnText() {
        Setting<String> id = Setting.text("Id")
                .scope(Scope.ITEM)
                .defaultText("${automation.id}")
                .build();
        assertThat(Settings.of(Map.of("Id", "")).find(id)).isEmpty();
        assertThat(Settings.of(Map.of()).find(id)).contains("${automation.id}");
    }

    @Test
    void onlySettingsThatApplyAreRequired() {
        assertThat(Settings.of(Map.of()).check(ALL))
                .containsExactly(new SettingProblem("SET-101", "Paths", "Paths is required and not set"));
        assertThat(Settings.of(Map.of("Mode", "Service")).check(ALL))
                .containsExactly(new SettingProblem("SET-101", "Key", "Key is required and not set"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mode     | Kafka    | Mode must be one of 'Local Files', 'Service', got 'Kafka'
            Interval | 45 d     | Interval must be a duration from 1 s to 30 d, such as '5 mins', got '45 d'
            Interval | soon     | Interval must be a duration from 1 s to 30 d, such as '5 mins', got 'soon'
            Pin      | 12345678 | Pin must be a whole number from 0 to 9999
            """)
    void aWrongTextIsSaidWithWhatWouldBeRight(String name, String text, String message) {
        assertThat(Settings.of(Map.of("Paths", "x", name, text)).check(ALL))
                .filteredOn(problem -> problem.setting().equals(name))
                .containsExactly(new SettingProblem("SET-102", name, message));
    }

    @Test
    void longTextsAreShownShortened() {
        assertThat(Settings.of(Map.of("Paths", "x", "Interval", "9".repeat(500)))
                        .check(ALL)
                        .getFirst()
                        .message())
                .endsWith("got '" + "9".repeat(40) + "…'");
    }

    @Test
    void askingForWhatIsNotSetIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> Settings.of(Map.of()).get(PIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withChangesOneTextAndLeavesTheOriginal() {
        Settings original = Settings.of(Map.of("Interval", "1 min"));
        assertThat(original.with(INTERVAL, "2 mins").get(INTERVAL)).isEqualTo(Duration.ofMinutes(2));
        assertThat(original.get(INTERVAL)).isEqualTo(Duration.ofMinutes(1));
    }
}
