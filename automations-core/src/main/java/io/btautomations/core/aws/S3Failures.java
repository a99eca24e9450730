package io.btautomations.core.aws;

import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

/** Failures of S3 and STS in words that a user can act on: what failed, where, and what to do. */
final class S3Failures {

    private final S3Place place;
    private final Settings settings;

    S3Failures(S3Place place, Settings settings) {
        this.place = place;
        this.settings = settings;
    }

    IOException explained(S3Operation operation, String key, SdkException e) {
        return new IOException(
                "cannot " + operation.verb() + " " + place.describe(key) + ": " + reason(operation, e), e);
    }

    static boolean isNoSuchBucket(S3Exception e) {
        return code(e).equals("NoSuchBucket");
    }

    /** The error code of an answer; empty if it has none. */
    static String code(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private String reason(S3Operation operation, SdkException e) {
        if (e instanceof StsException || StsFailures.isWithoutCredentials(e)) {
            return new StsFailures(settings).reason(e);
        }
        if (e instanceof AwsServiceException answer) {
            return answer(operation, answer);
        }
        String endpoint = settings.find(S3Settings.ENDPOINT)
                .map(Object::toString)
                .orElse("Amazon S3 in " + settings.get(S3Settings.REGION));
        if (settings.find(S3Settings.ROLE).isPresent()) {
            endpoint += " or " + new StsFailures(settings).endpoint();
        }
        return "no answer from " + endpoint + " (" + rootMessage(e) + ")";
    }

    private String answer(S3Operation operation, AwsServiceException e) {
        return switch (code(e)) {
            case "NoSuchBucket" -> "there is no bucket '" + place.bucket() + "'; create it, or correct the Export Path";
            case "InvalidAccessKeyId" -> "the Access Key ID is not known to the store";
            case "SignatureDoesNotMatch" -> "the Secret Access Key does not fit the Access Key ID";
            case "ExpiredToken", "TokenRefreshRequired" -> "the credentials have expired; renew them";
            case "RequestTimeTooSkewed" ->
                "the clock of this machine differs too much from the store's; correct it by NTP";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "the bucket is in another region than " + settings.get(S3Settings.REGION) + bucketRegion(e)
                        + "; correct Region";
            case "XAmzContentSHA256Mismatch" ->
                "the store does not take signed chunks; set Use Chunked Encoding to false";
            case "ConditionalRequestConflict", "OperationAborted" ->
                "another writer is changing the object at this moment";
            case "SlowDown", "ServiceUnavailable", "RequestLimitExceeded" ->
                "the store is too busy (" + status(e) + ")";
            default -> byStatus(operation, e);
        };
    }

    private String byStatus(S3Operation operation, AwsServiceException e) {
        return switch (e.statusCode()) {
            case 403 ->
                "permission denied (" + status(e) + "); grant " + operation.permission() + " on " + resource(operation)
                        + who() + tagsHint(operation) + encryptionHint(operation);
            case 301, 307 ->
                "the bucket is in another region than " + settings.get(S3Settings.REGION) + bucketRegion(e)
                        + "; correct Region";
            case 407 -> "the proxy on the way does not let us through; set its user name and password, or correct them";
            case 501 ->
                "the store does not know what was asked (" + status(e)
                        + "); it may lack conditional writes (set Use Conditional Writes to false), or the encryption, the tags or the chunked"
                        + " encoding that are set";
            default -> "the store answered " + status(e);
        };
    }

    private String resource(S3Operation operation) {
        return operation == S3Operation.LIST
                ? "arn:aws:s3:::" + place.bucket() + " for the prefix '" + place.prefix() + "'"
                : "arn:aws:s3:::" + place.bucket() + "/" + place.prefix() + "*";
    }

    private String who() {
        return settings.find(S3Settings.ROLE).map(role -> " to " + role).orElse(" to the user or role in use");
    }

    private String tagsHint(S3Operation operation) {
        boolean tagged = settings.find(S3Settings.TAGS).isPresent();
        return tagged && operation == S3Operation.PUT ? ", and s3:PutObjectTagging as well" : "";
    }

    private String encryptionHint(S3Operation operation) {
        boolean keyed = settings.get(S3Settings.ENCRYPTION) == ServerSideEncryption.SSE_KMS;
        return keyed && (operation == S3Operation.PUT || operation == S3Operation.GET)
                ? ", and kms:GenerateDataKey and kms:Decrypt on the key"
                : "";
    }

    private static String bucketRegion(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                .map(region -> ", in " + region)
                .orElse("");
    }

    static String status(AwsServiceException e) {
        String code = code(e);
        return e.statusCode() + (code.isEmpty() ? "" : " " + code);
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null && cause != root; cause = cause.getCause()) {
            root = cause;
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
