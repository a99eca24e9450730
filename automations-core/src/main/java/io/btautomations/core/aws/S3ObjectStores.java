package io.btautomations.core.aws;

import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.setting.Settings;
import java.net.URI;

/** Buckets by {@code s3://bucket/prefix}. Opening neither builds a client nor looks for credentials. */
public final class S3ObjectStores implements ObjectStores {

    private final Network network;

    public S3ObjectStores(Network network) {
        this.network = network;
    }

    @Override
    public ObjectStore open(URI root, Settings settings) {
        return new S3ObjectStore(S3Place.of(root), new S3Clients(settings, network), settings);
    }
}
