package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of one fragment to objects. For one thread. */
final class FragmentWriter implements AutoCloseable {

    private final ObjectStore store;
    private final ExportLayout layout;
    private final Fragment fragment;
    private final Encoding encoding;
    private final long targetBytes;
    private final ObjectDraft.Occupied occupied;
    private final Map<String, ObjectDraft> open = new LinkedHashMap<>();
    private final Map<String, Integer> begun = new LinkedHashMap<>();
    private final List<LoggedObject> finished = new ArrayList<>();

    FragmentWriter(
            ObjectStore store,
            ExportLayout layout,
            Fragment fragment,
            Encoding encoding,
            long targetBytes,
            ObjectDraft.Occupied occupied) {
        this.store = store;
        this.layout = layout;
        this.fragment = fragment;
        this.encoding = encoding;
        this.targetBytes = targetBytes;
        this.occupied = occupied;
    }

    /**
     * Writes all rows.
     *
     * @return the objects that hold them, none if there are no rows
     * @throws UnfitItemException if a row is not one whole JSON object
     */
    List<LoggedObject> write(ExportRows rows, Partitions partitions)
            throws IOException, UnfitItemException, AlreadyLoggedException {
        while (rows.next()) {
            String partition = partitions.of(rows);
            ObjectDraft draft = draft(partition);
            draft.write(rows);
            if (draft.rowBytes() >= targetBytes) {
                finish(partition, draft);
            }
        }
        for (Map.Entry<String, ObjectDraft> rest : List.copyOf(open.entrySet())) {
            finish(rest.getKey(), rest.getValue());
        }
        return finished;
    }

    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (ObjectDraft draft : open.values()) {
            try {
                draft.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        open.clear();
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private ObjectDraft draft(String partition) throws IOException {
        if (!open.containsKey(partition)) {
            int number = begun.merge(partition, 1, Integer::sum) - 1;
            String key = layout.object(fragment, partition, number, encoding.extension());
            open.put(partition, new ObjectDraft(store, key, encoding));
        }
        return open.get(partition);
    }

    private void finish(String partition, ObjectDraft draft) throws IOException, AlreadyLoggedException {
        finished.add(draft.finish(occupied));
        open.remove(partition);
        draft.close();
    }
}
