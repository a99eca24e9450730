package io.btautomations.core.aws;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.setting.Settings;
import java.net.URI;

/** Buckets by {@code s3://bucket/prefix}. Opening neither builds a client nor looks for credentials. */
public final class S3ObjectStores implements ObjectStores {

    @Override
    public ObjectStore open(URI root, Settings settings) {
        return new S3ObjectStore(S3Place.of(root), new S3Clients(settings), settings);
    }
}
