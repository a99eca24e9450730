package io.btautomations.core.source;

import io.btautomations.core.identity.StableId;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.BraintrustObject;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.StepException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of which log the settings ask for. A checkpoint belongs to it: with another one it may leave out rows, or mean
 * nothing.
 */
final class AskedQuery {

    private static final int LONGEST = 300;
    private static final int SHOWN = 80;

    private final Map<String, String> entries;

    private AskedQuery(Map<String, String> entries) {
        this.entries = Map.copyOf(entries);
    }

    static AskedQuery of(Settings settings) {
        Map<String, String> entries = new TreeMap<>();
        put(
                entries,
                SourceSettings.LOG_SOURCE,
                settings.get(SourceSettings.LOG_SOURCE).value());
        switch (settings.get(SourceSettings.LOG_SOURCE)) {
            case LOCAL_FILES ->
                put(entries, SourceSettings.PATHS, String.join(", ", settings.get(SourceSettings.PATHS)));
            case BRAINTRUST_API -> {
                URI url = settings.get(BraintrustSettings.API_URL);
                put(entries, BraintrustSettings.API_URL, url.getAuthority());
                BraintrustObject.find(settings).ifPresent(object -> entries.put("Object", object.toString()));
                if (settings.get(DataSettings.DATA) != DataSettings.Data.CUSTOM) {
                    settings.find(DataSettings.FILTER).ifPresent(filter -> put(entries, DataSettings.FILTER, filter));
                    settings.find(DataSettings.FIELDS)
                            .ifPresent(fields -> put(entries, DataSettings.FIELDS, String.join(", ", fields)));
                }
            }
        }
        put(entries, DataSettings.DATA, settings.get(DataSettings.DATA).value());
        switch (settings.get(DataSettings.DATA)) {
            case SPANS -> {}
            case TRACES ->
                put(
                        entries,
                        DataSettings.TRACE_ROWS,
                        settings.get(DataSettings.TRACE_ROWS).value());
            case CUSTOM -> {
                put(entries, DataSettings.QUERY, settings.get(DataSettings.QUERY));
                put(
                        entries,
                        DataSettings.QUERY_MODE,
                        settings.get(DataSettings.QUERY_MODE).value());
            }
        }
        return new AskedQuery(entries);
    }

    /** What is asked, by setting; short texts without secrets. */
    Map<String, String> entries() {
        return entries;
    }

    /** Whether the checkpoint of the state belongs to it. */
    boolean isAskedBy(SourceState state) {
        return state.query().equals(entries);
    }

    /**
     * Decides on a checkpoint that belongs to something else.
     *
     * @return what a user should know if the checkpoint is kept
     * @throws StepException if it is not
     */
    String keep(SourceState state, DataSettings.OnQueryChange decision) throws StepException {
        String changes = changes(state.query());
        if (!placeOf(state.query()).equals(placeOf(entries))) {
            throw new StepException("The checkpoint is of something else: " + changes
                    + ". Put it back, or clear the state to begin anew at Start Position");
        }
        if (decision == DataSettings.OnQueryChange.STOP) {
            throw new StepException("The checkpoint is of something else: " + changes
                    + ". Set On Query Change to 'Keep' to go on from the checkpoint, put it back, or clear the state to "
                    + "begin anew at Start Position");
        }
        return "The checkpoint is kept although " + changes;
    }

    /** What a checkpoint means: a place in files, a place in a log, or nothing. */
    private static String placeOf(Map<String, String> query) {
        return query.get(SourceSettings.LOG_SOURCE.name())
                + DataSettings.QueryMode.SNAPSHOT.value().equals(query.get(DataSettings.QUERY_MODE.name()));
    }

    private String changes(Map<String, String> before) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(entries.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            String then = before.getOrDefault(name, "");
            String now = entries.getOrDefault(name, "");
            if (!then.equals(now)) {
                changes.add(name + " was " + shown(then) + " and is " + shown(now));
            }
        }
        return String.join("; ", changes);
    }

    private static String shown(String value) {
        return value.isEmpty()
                ? "not set"
                : "'" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…") + "'";
    }

    private static void put(Map<String, String> entries, Setting<?> setting, String value) {
        String stable =
                value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "… " + StableId.of("sha256 ", value);
        entries.put(setting.name(), stable);
    }
}
