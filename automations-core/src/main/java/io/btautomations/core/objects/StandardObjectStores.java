package io.btautomations.core.objects;

import io.btautomations.core.aws.S3ObjectStores;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Directories by {@code file:}, buckets by {@code s3:}. Safe for use by several threads. */
public final class StandardObjectStores implements ObjectStores {

    private final ObjectStores buckets;

    /** Stores that are reached directly. */
    public StandardObjectStores() {
        this(new S3ObjectStores(Network.DIRECT));
    }

    private StandardObjectStores(ObjectStores buckets) {
        this.buckets = buckets;
    }

    @Override
    public ObjectStores through(Network network) {
        return new StandardObjectStores(new S3ObjectStores(network));
    }

    @Override
    public ObjectStore open(URI root, Settings settings) throws IOException {
        return new ConfinedObjectStore(
                switch (String.valueOf(root.getScheme())) {
                    case "file" -> new FileObjectStore(Path.of(root));
                    case "s3" -> buckets.open(root, settings);
                    default ->
                        throw new IOException(
                                "objects go to s3://bucket/prefix or file:///directory, got '" + root + "'");
                });
    }
}
