package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.List;

/**
 * Writes the manifest of each run once its last entry is in the log. A manifest follows from the entries alone, so that
 * it does not matter who writes it.
 */
final class RunManifests {

    private static final String MARKER_CONTENT_TYPE = "application/octet-stream";

    private final ObjectStore store;
    private final ExportLayout layout;
    private final CommitLog log;
    private final boolean successMarker;

    RunManifests(ObjectStore store, ExportLayout layout, CommitLog log, boolean successMarker) {
        this.store = store;
        this.layout = layout;
        this.log = log;
        this.successMarker = successMarker;
    }

    /** Writes the manifest if this entry made its run whole. */
    void complete(StoredEntry entry) throws IOException {
        Fragment fragment = entry.entry().fragment();
        if (fragment.isOfRun()
                && entry.entry().coverage().openRun(fragment.run()).isEmpty()) {
            write(fragment.run());
        }
    }

    /** Writes the manifest of the fragment's run if the run is whole and whoever made it so did not come to it. */
    void completeAgain(Fragment fragment) throws IOException {
        String last = successMarker ? layout.successMarker(fragment.run()) : layout.manifest(fragment.run());
        boolean whole =
                fragment.isOfRun() && log.coverage().openRun(fragment.run()).isEmpty();
        if (whole && store.head(last).isEmpty()) {
            write(fragment.run());
        }
    }

    private void write(String run) throws IOException {
        List<StoredEntry> entries = log.entriesOf(run);
        if (!entries.isEmpty()) {
            StoredObjects.create(store, layout.manifest(run), LogFormat.CONTENT_TYPE, LogFormat.writeManifest(entries));
            if (successMarker) {
                StoredObjects.create(store, layout.successMarker(run), MARKER_CONTENT_TYPE, new byte[0]);
            }
        }
    }
}
