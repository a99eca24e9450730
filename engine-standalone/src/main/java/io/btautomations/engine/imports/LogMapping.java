package io.btautomations.engine.imports;

/** Carries over which log is read, and what of it. */
final class LogMapping {

    private static final String PATHS_PLACEHOLDER = "./logs/*.jsonl";

    private LogMapping() {}

    /** Reads the logs of a project. */
    static void read(AutomationDraft draft, String projectId) {
        draft.set(Vocabulary.PROJECT_ID, projectId);
        draft.fillIn(Vocabulary.LOG_PATHS, PATHS_PLACEHOLDER);
    }
}
