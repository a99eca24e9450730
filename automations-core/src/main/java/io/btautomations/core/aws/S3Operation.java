package io.btautomations.core.aws;

/** What is asked of S3, and the permission it takes. */
enum S3Operation {
    PUT("write", "s3:PutObject"),
    GET("read", "s3:GetObject"),
    HEAD("look at", "s3:GetObject"),
    LIST("list", "s3:ListBucket"),
    DELETE("delete", "s3:DeleteObject"),
    ABORT("give up the upload of", "s3:AbortMultipartUpload");

    private final String verb;
    private final String permission;

    S3Operation(String verb, String permission) {
        this.verb = verb;
        this.permission = permission;
    }

    String verb() {
        return verb;
    }

    String permission() {
        return permission;
    }
}
