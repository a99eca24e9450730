package io.btautomations.core.aws;

import java.util.Optional;

/** Under which condition a write takes place. */
record S3Condition(Optional<String> ifNoneMatch, Optional<String> ifMatch) {

    static S3Condition none() {
        return new S3Condition(Optional.empty(), Optional.empty());
    }

    static S3Condition absent() {
        return new S3Condition(Optional.of("*"), Optional.empty());
    }

    static S3Condition unchanged(String etag) {
        return new S3Condition(Optional.empty(), Optional.of(etag));
    }
}
