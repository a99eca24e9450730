package io.btautomations.core.aws;

/**
 * A bucket and the prefix of our keys in it.
 *
 * @param prefix empty, or ends with a slash
 */
record S3Place(String bucket, String prefix) {

    String key(String relative) {
        return prefix + relative;
    }

    String describe(String relative) {
        return "s3://" + bucket + "/" + prefix + relative;
    }
}
