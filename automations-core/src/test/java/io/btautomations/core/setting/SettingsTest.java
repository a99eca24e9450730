package io.btautomations.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Setting<String> BY_ITEM = Setting.text("By Item")
            .scope(Scope.ITEM)
            .defaultText("${automation.id}")
            .build();
    private static final Setting<String> LITERAL =
            Setting.text("Literal").defaultText("${as it stands}").build();

    @Test
    void aDefaultExpressionThatResolvedToNothingIsNoValue() {
        assertThat(Settings.of(Map.of("By Item", "")).find(BY_ITEM)).isEmpty();
        assertThat(Settings.of(Map.of()).find(BY_ITEM)).isEmpty();
    }

    @Test
    void aResolvedExpressionIsTheValue() {
        assertThat(Settings.of(Map.of("By Item", "abc")).find(BY_ITEM)).contains("abc");
    }

    @Test
    void aLiteralDefaultIsNoExpression() {
        assertThat(Settings.of(Map.of()).find(LITERAL)).contains("${as it stands}");
    }

    @Test
    void withChangesOneTextAndLeavesTheOriginal() {
        Settings original = Settings.of(Map.of("By Item", "a", "Literal", "b"));
        Settings changed = original.with(BY_ITEM, "c");
        assertThat(changed.get(BY_ITEM)).isEqualTo("c");
        assertThat(changed.get(LITERAL)).isEqualTo("b");
        assertThat(original.get(BY_ITEM)).isEqualTo("a");
    }
}
