package io.btautomations.core.step;

/**
 * The outcome of one check of a test.
 *
 * @param name what was checked, for example {@code Parse filter}
 * @param outcome how it ended
 * @param explanation what was found and, if it failed, what to do
 */
public record CheckResult(String name, Outcome outcome, String explanation) {

    /** How a check ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    public static CheckResult passed(String name, String explanation) {
        return new CheckResult(name, Outcome.PASSED, explanation);
    }

    public static CheckResult failed(String name, String explanation) {
        return new CheckResult(name, Outcome.FAILED, explanation);
    }

    public static CheckResult skipped(String name, String explanation) {
        return new CheckResult(name, Outcome.SKIPPED, explanation);
    }
}
