package io.btautomations.btql.execute;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Several runs as one, in order. */
final class RunMerge implements SortedRun.Entries, Closeable {

    private final List<SortedRun.Reader> readers = new ArrayList<>();
    private final PriorityQueue<Head> heads;

    private record Head(SortEntry entry, SortedRun.Reader reader) {}

    RunMerge(List<SortedRun> runs, Comparator<SortEntry> order) throws IOException {
        this.heads = new PriorityQueue<>(Comparator.comparing(Head::entry, order));
        try {
            for (SortedRun run : runs) {
                SortedRun.Reader reader = run.open();
                readers.add(reader);
                advance(reader);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void advance(SortedRun.Reader reader) throws IOException {
        reader.next().ifPresent(entry -> heads.add(new Head(entry, reader)));
    }

    @Override
    public Optional<SortEntry> next() throws IOException {
        Head head = heads.poll();
        if (head == null) {
            return Optional.empty();
        }
        advance(head.reader());
        return Optional.of(head.entry());
    }

    @Override
    public void close() throws IOException {
        for (SortedRun.Reader reader : readers) {
            reader.close();
        }
    }
}
