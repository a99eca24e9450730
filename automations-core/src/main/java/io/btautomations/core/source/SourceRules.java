package io.btautomations.core.source;

import io.btautomations.btql.BtqlException;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.local.LocalQuery;
import io.btautomations.core.source.log.BraintrustObject;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.StepDescriptor;
import java.time.Duration;
import java.util.List;

/** Says what keeps a source from running although each of its settings has a value. */
final class SourceRules implements StepDescriptor.Rules {

    private static final String RUN_SCHEDULE = "Run Schedule";
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    @Override
    public List<SettingProblem> check(Settings settings) {
        return switch (settings.get(SourceSettings.LOG_SOURCE)) {
            case BRAINTRUST_API -> ofBraintrust(settings);
            case LOCAL_FILES -> ofFiles(settings);
        };
    }

    @Override
    public List<SettingProblem> advise(Settings settings) {
        boolean isHasty = isLive(settings)
                && settings.get(BraintrustSettings.EVALUATION_DELAY).equals(Duration.ZERO);
        return isHasty
                ? List.of(new SettingProblem(
                        "SET-104",
                        BraintrustSettings.EVALUATION_DELAY.name(),
                        "Evaluation Delay is 0: rows whose write takes longer than others' are missed; 60 s is usual"))
                : List.of();
    }

    @Override
    public List<SettingProblem> checkSchedule(Settings settings, Duration pause) {
        return isLive(settings) && pause.compareTo(SHORTEST_PAUSE) < 0
                ? List.of(new SettingProblem(
                        "SET-105",
                        RUN_SCHEDULE,
                        "the run schedule must be " + Formats.show(SHORTEST_PAUSE)
                                + " or longer for Log Source 'Braintrust API', got " + Formats.show(pause)))
                : List.of();
    }

    @Override
    public List<SettingProblem> adviseSchedule(Settings settings, Duration pause) {
        return isLive(settings) && pause.compareTo(USUAL_PAUSE) < 0
                ? List.of(new SettingProblem(
                        "SET-106",
                        RUN_SCHEDULE,
                        "every " + Formats.show(pause) + " takes " + 60_000 / pause.toMillis() + " of the "
                                + settings.get(BraintrustSettings.REQUESTS_PER_MINUTE)
                                + " Requests Per Minute that all sources of the organization share; "
                                + Formats.show(USUAL_PAUSE) + " or longer is usual"))
                : List.of();
    }

    private static boolean isLive(Settings settings) {
        return settings.get(SourceSettings.LOG_SOURCE) == SourceSettings.Log.BRAINTRUST_API;
    }

    private static List<SettingProblem> ofBraintrust(Settings settings) {
        boolean isCustom = settings.get(DataSettings.DATA) == DataSettings.Data.CUSTOM;
        if (!isCustom && BraintrustObject.find(settings).isEmpty()) {
            return List.of(problem(
                    SourceSettings.PROJECT_ID, "Project ID or Project Name must be set, to say whose logs are read"));
        }
        try {
            LogQuestions.of(settings);
            return List.of();
        } catch (BtqlException e) {
            return List.of(
                    problem(isCustom ? DataSettings.QUERY : DataSettings.FILTER, LogQuestions.reason(settings, e)));
        }
    }

    private static List<SettingProblem> ofFiles(Settings settings) {
        SourceSettings.StartPosition start = settings.get(SourceSettings.START_POSITION);
        if (start == SourceSettings.StartPosition.TIME || start == SourceSettings.StartPosition.TRANSACTION) {
            return List.of(problem(
                    SourceSettings.START_POSITION,
                    "Start Position '" + start.value() + "' needs Log Source 'Braintrust API': files begin with 'Now' "
                            + "or 'Beginning'"));
        }
        return switch (settings.get(DataSettings.DATA)) {
            case SPANS, TRACES -> List.of();
            case CUSTOM -> ofLocalQuery(settings);
        };
    }

    private static List<SettingProblem> ofLocalQuery(Settings settings) {
        try {
            LocalQuery.of(settings);
            return List.of();
        } catch (BtqlException e) {
            return List.of(problem(DataSettings.QUERY, LogQuestions.reason(settings, e)));
        }
    }

    private static SettingProblem problem(Setting<?> setting, String message) {
        return new SettingProblem("SET-103", setting.name(), message);
    }
}
