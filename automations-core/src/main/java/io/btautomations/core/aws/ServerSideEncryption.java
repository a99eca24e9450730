package io.btautomations.core.aws;

import io.btautomations.core.setting.Choice;

/** How the store encrypts objects at rest. */
public enum ServerSideEncryption implements Choice {
    BUCKET_DEFAULT("Bucket Default", "What the bucket is set to."),
    SSE_S3("SSE-S3", "Keys of the store's own (AES256)."),
    SSE_KMS("SSE-KMS", "A key of AWS Key Management Service.");

    private final Text text;

    ServerSideEncryption(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
