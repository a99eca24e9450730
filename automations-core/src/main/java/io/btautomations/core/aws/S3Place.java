package io.btautomations.core.aws;

import java.net.URI;
import java.util.Optional;

/**
 * A bucket and the prefix of our keys in it.
 *
 * @param prefix empty, or ends with a slash
 */
record S3Place(String bucket, String prefix) {

    /** The place that {@code s3://bucket/prefix} names. */
    static S3Place of(URI root) {
        String path = Optional.ofNullable(root.getPath()).orElse("");
        String prefix = path.startsWith("/") ? path.substring(1) : path;
        return new S3Place(Optional.ofNullable(root.getAuthority()).orElse(""), prefix.isEmpty() ? "" : prefix + "/");
    }

    String key(String relative) {
        return prefix + relative;
    }

    String describe(String relative) {
        return "s3://" + bucket + "/" + prefix + relative;
    }
}
