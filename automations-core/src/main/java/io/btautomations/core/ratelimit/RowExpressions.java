package io.btautomations.core.ratelimit;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledExpression;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is calculated for each row.
 *
 * @param id by which a row is known again; empty if every version counts
 * @param group which limit it falls under; empty if there is one limit for all
 */
record RowExpressions(Optional<CompiledExpression> id, Optional<CompiledExpression> group) {

    /** The expressions of settings in which {@link #problems} found nothing. */
    static RowExpressions of(Settings settings, WallClock clock) {
        Optional<String> id = settings.get(RateLimitDescriptions.UPDATED_ROWS) == UpdatedRows.EVERY_VERSION
                ? Optional.empty()
                : settings.find(RateLimitDescriptions.ROW_ID_PATH);
        return new RowExpressions(
                id.map(text -> compiled(text, clock)),
                settings.find(RateLimitDescriptions.GROUP_BY).map(text -> compiled(text, clock)));
    }

    /** What keeps the settings' expressions from being calculated. */
    static List<SettingProblem> problems(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        for (Setting<String> setting : List.of(RateLimitDescriptions.ROW_ID_PATH, RateLimitDescriptions.GROUP_BY)) {
            settings.find(setting).flatMap(text -> problem(setting, text)).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<SettingProblem> problem(Setting<String> setting, String text) {
        try {
            compile(text, () -> Instant.EPOCH);
            return Optional.empty();
        } catch (BtqlException e) {
            return Optional.of(new SettingProblem(
                    "SET-103", setting.name(), setting.name() + " must be an expression on a row: " + e.getMessage()));
        }
    }

    private static CompiledExpression compiled(String text, WallClock clock) {
        try {
            return compile(text, clock);
        } catch (BtqlException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CompiledExpression compile(String text, WallClock clock) throws BtqlException {
        return Btql.expression(text, BtqlOptions.of(clock::now));
    }
}
