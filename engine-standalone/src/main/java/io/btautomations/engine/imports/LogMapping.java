package io.btautomations.engine.imports;

/** Carries over which log is read: that of the automation's project, from Braintrust's API. */
final class LogMapping {

    private static final String KEY_PLACEHOLDER = "sk-REPLACE-ME";

    private LogMapping() {}

    /** Reads the logs of a project. */
    static void read(AutomationDraft draft, String projectId) {
        draft.set(Vocabulary.PROJECT_ID, projectId);
        draft.set(Vocabulary.LOG_SOURCE, Vocabulary.BRAINTRUST_API);
        draft.fillIn(Vocabulary.API_KEY, KEY_PLACEHOLDER);
    }
}
