package io.btautomations.core.aws;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.setting.Settings;
import java.net.URI;
import java.util.Optional;

/** Buckets by {@code s3://bucket/prefix}. Opening neither builds a client nor looks for credentials. */
public final class S3ObjectStores implements ObjectStores {

    @Override
    public ObjectStore open(URI root, Settings settings) {
        String path = Optional.ofNullable(root.getPath()).orElse("");
        String prefix = path.startsWith("/") ? path.substring(1) : path;
        String bucket = Optional.ofNullable(root.getAuthority()).orElse("");
        return new S3ObjectStore(
                new S3Place(bucket, prefix.isEmpty() ? "" : prefix + "/"), new S3Clients(settings), settings);
    }
}
