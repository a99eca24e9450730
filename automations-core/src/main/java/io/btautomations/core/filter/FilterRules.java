package io.btautomations.core.filter;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledFilter;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.StepDescriptor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what keeps a filter from running, and what keeps it from ever holding. */
final class FilterRules implements StepDescriptor.Rules {

    private static final BtqlOptions OPTIONS = BtqlOptions.of(InstantSource.fixed(Instant.EPOCH));

    @Override
    public List<SettingProblem> check(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        try {
            Btql.filter(FilterBtqlStep.text(settings), OPTIONS);
        } catch (BtqlException e) {
            problems.add(new SettingProblem("SET-103", FilterSettings.FILTER.name(), FilterBtqlStep.problem(e)));
        }
        requireBoth(settings, FilterSettings.RECORD_READER, FilterSettings.RECORD_WRITER)
                .ifPresent(problems::add);
        requireBoth(settings, FilterSettings.RECORD_WRITER, FilterSettings.RECORD_READER)
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<SettingProblem> requireBoth(Settings settings, Setting<?> given, Setting<?> missing) {
        return settings.find(given).isPresent() && settings.find(missing).isEmpty()
                ? Optional.of(new SettingProblem(
                        "SET-107", missing.name(), given.name() + " is set, so " + missing.name() + " is required"))
                : Optional.empty();
    }

    @Override
    public List<SettingProblem> advise(Settings settings) {
        String text = FilterBtqlStep.text(settings);
        try {
            return advice(text, Btql.filter(text, OPTIONS)).stream()
                    .map(message -> new SettingProblem("SET-104", FilterSettings.FILTER.name(), message))
                    .toList();
        } catch (BtqlException e) {
            return List.of(); // the check says so
        }
    }

    /**
     * What is probably not meant and how to mend it, each over several lines with the place in the text. A field that
     * is only unknown is not told of: rows may have fields of their own.
     */
    static List<String> advice(String text, CompiledFilter filter) {
        DiagnosticRenderer renderer = DiagnosticRenderer.of(text);
        return filter.warnings().stream()
                .filter(warning -> warning.hint().isPresent())
                .map(warning -> FilterSettings.FILTER.name() + " may not be what you mean: " + renderer.text(warning))
                .toList();
    }
}
