package io.btautomations.engine.cli;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Objects that are listed first and then read one by one, with a bar on a terminal that says how many of them were
 * read. For one thread at a time.
 */
final class WatchedObjects implements ObjectStore {

    private final ObjectStore objects;
    private final Console console;
    private Optional<ProgressLine> line = Optional.empty();
    private long listed;
    private long read;

    /** @param objects closed with this */
    WatchedObjects(ObjectStore objects, Console console) {
        this.objects = objects;
        this.console = console;
    }

    @Override
    public List<String> list(String prefix, String after) throws IOException {
        List<String> keys = objects.list(prefix, after);
        if (prefix.isEmpty()) {
            listed += keys.size();
        }
        return keys;
    }

    @Override
    public Optional<InputStream> read(String key) throws IOException {
        if (line.isEmpty()) {
            line = Optional.of(new ProgressLine(console, "Objects", listed));
        }
        line.get().show(read);
        read++;
        return objects.read(key);
    }

    @Override
    public Upload upload(String key, String contentType) throws IOException {
        return objects.upload(key, contentType);
    }

    @Override
    public Optional<ObjectInfo> head(String key) throws IOException {
        return objects.head(key);
    }

    @Override
    public void delete(String key) throws IOException {
        objects.delete(key);
    }

    @Override
    public String describe(String key) {
        return objects.describe(key);
    }

    /** Takes the bar away. */
    void done() {
        line.ifPresent(ProgressLine::close);
        line = Optional.empty();
    }

    @Override
    public void close() {
        done();
        objects.close();
    }
}
