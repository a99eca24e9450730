package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Exports the fragments of one automation's generation to one store. A fragment is exported once its entry is in the
 * commit log; one that is there already is not written again. For one thread.
 */
final class Exporter implements AutoCloseable {

    /**
     * How a fragment ended.
     *
     * @param objects that hold its rows
     * @param replayed whether the commit log had it before
     */
    record Outcome(List<LoggedObject> objects, boolean replayed) {

        long rows() {
            return objects.stream().mapToLong(LoggedObject::rows).sum();
        }

        long bytes() {
            return objects.stream().mapToLong(LoggedObject::bytes).sum();
        }
    }

    private final ObjectStore store;
    private final ExportLayout layout;
    private final ExportPlan plan;
    private final CommitLog log;
    private final RunManifests manifests;

    Exporter(ObjectStore store, ExportLayout layout, ExportPlan plan) {
        this.store = store;
        this.layout = layout;
        this.plan = plan;
        this.log = new CommitLog(store, layout);
        this.manifests = new RunManifests(store, layout, log, plan.successMarker());
    }

    /**
     * Exports a fragment.
     *
     * @param content its rows
     * @param document whether the content is JSON values rather than JSON Lines
     * @throws IOException if the store failed, or could not say; to be tried again
     * @throws UnfitItemException if the content cannot be exported
     */
    Outcome export(Fragment fragment, InputStream content, boolean document) throws IOException, UnfitItemException {
        if (isLogged(fragment)) {
            manifests.completeAgain(fragment);
            return new Outcome(
                    log.recall(fragment).map(stored -> stored.entry().objects()).orElse(List.of()), true);
        }
        try (FragmentWriter writer = new FragmentWriter(
                store, layout, fragment, plan.encoding(), plan.targetBytes(), key -> requireUnlogged(fragment))) {
            List<LoggedObject> objects = writer.write(
                    new ExportRows(content, document, plan.encoding().paths(), plan.edit()),
                    new Partitions(plan.partitioning(), fragment));
            StoredEntry entry = log.append(fragment, plan.encoding().schema(), objects);
            manifests.complete(entry);
            return new Outcome(entry.entry().objects(), !entry.entry().objects().equals(objects));
        } catch (AlreadyLoggedException e) {
            manifests.complete(e.entry());
            return new Outcome(e.entry().entry().objects(), true);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private boolean isLogged(Fragment fragment) throws IOException, UnfitItemException {
        if (!fragment.isOfRun()) {
            return log.recall(fragment).isPresent();
        }
        return switch (log.coverage().standing(fragment)) {
            case NEW -> false;
            case LOGGED -> true;
            case CONTRADICTION ->
                throw new UnfitItemException(
                        "rows of its range of the log were exported before under another run than '" + fragment.run()
                                + "'; only one source may feed an automation");
        };
    }

    /** Looks once more, before an object that stands in the way is taken for a leftover of an earlier attempt. */
    private void requireUnlogged(Fragment fragment) throws IOException, AlreadyLoggedException {
        log.catchUp();
        boolean mayBeLogged = !fragment.isOfRun() || log.coverage().standing(fragment) == Coverage.Standing.LOGGED;
        Optional<StoredEntry> entry = mayBeLogged ? log.find(fragment) : Optional.empty();
        if (entry.isPresent()) {
            throw new AlreadyLoggedException(entry.get());
        }
        if (mayBeLogged && fragment.isOfRun()) {
            throw new IOException("another writer has just exported run '" + fragment.run() + "'");
        }
    }
}
