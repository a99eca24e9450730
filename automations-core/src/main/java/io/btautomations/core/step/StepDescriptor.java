package io.btautomations.core.step;

import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a host shows of a step, and how it opens one.
 *
 * @param type simple name of the processor, for example {@code FilterBtql}
 * @param summary what it does, one sentence
 * @param input whether it takes items in
 * @param settings in the order in which they are shown
 * @param routes the ways out
 * @param reads attributes it uses when present
 * @param writes attributes it sets
 * @param counters what it counts
 * @param rules checks that look at more than one setting
 * @param factory makes the step
 */
public record StepDescriptor(
        String type,
        String summary,
        Input input,
        List<Setting<?>> settings,
        List<Route> routes,
        List<AttributeDescriptor> reads,
        List<AttributeDescriptor> writes,
        List<Counter> counters,
        Rules rules,
        Factory factory) {

    /** Whether a step takes items in. */
    public enum Input {
        FORBIDDEN,
        REQUIRED
    }

    /** Checks that look at more than one setting, or deeper than a parser. */
    @FunctionalInterface
    public interface Rules {
        /** What is wrong; called only with settings that {@link Settings#check} found nothing in. */
        List<SettingProblem> check(Settings settings);

        /** What is allowed and probably not meant; called only with settings that {@link #check} found nothing in. */
        default List<SettingProblem> advise(Settings settings) {
            return List.of();
        }

        /**
         * What is wrong with being triggered so often; called as {@link #check} is, by hosts that know it.
         *
         * @param pause between a trigger and the next one
         */
        default List<SettingProblem> checkSchedule(Settings settings, Duration pause) {
            return List.of();
        }

        /** What is allowed of being triggered so often, and probably not meant. */
        default List<SettingProblem> adviseSchedule(Settings settings, Duration pause) {
            return List.of();
        }
    }

    /** Makes a step. */
    @FunctionalInterface
    public interface Factory {
        /**
         * A step with these settings.
         *
         * @throws StepException if the environment does not let it start
         */
        Step open(StepContext context) throws StepException;
    }

    public StepDescriptor {
        settings = List.copyOf(settings);
        routes = List.copyOf(routes);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        counters = List.copyOf(counters);
    }

    /** Everything that keeps the step from running with these settings; empty if nothing does. */
    public List<SettingProblem> validate(Settings values) {
        List<SettingProblem> problems = new ArrayList<>(values.check(settings));
        if (problems.isEmpty()) {
            problems.addAll(rules.check(values));
        }
        return problems;
    }

    /**
     * A step at work.
     *
     * @throws StepException if the environment does not let it start
     */
    public Step open(StepContext context) throws StepException {
        return factory.open(context);
    }
}
