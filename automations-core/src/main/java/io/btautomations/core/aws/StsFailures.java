package io.btautomations.core.aws;

import io.btautomations.core.setting.Settings;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Failures of the Security Token Service, and of finding credentials, in words that a user can act on. */
final class StsFailures {

    private final Settings settings;

    StsFailures(Settings settings) {
        this.settings = settings;
    }

    String reason(SdkException e) {
        return e instanceof StsException refused ? refused(refused) : unanswered(e);
    }

    /** Whether the failure is that no credentials were found. */
    static boolean isWithoutCredentials(SdkException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        return message.contains("Unable to load credentials")
                || message.contains("Profile file contained no credentials");
    }

    private String unanswered(SdkException e) {
        if (isWithoutCredentials(e)) {
            return "no credentials found; set an access key, a profile or a credentials file, or let the default chain"
                    + " find some";
        }
        return "no answer from " + endpoint() + " (" + S3Failures.rootMessage(e) + ")";
    }

    String endpoint() {
        return settings.find(S3Settings.STS_ENDPOINT)
                .map(Object::toString)
                .orElse("the Security Token Service in " + settings.get(S3Settings.STS_REGION));
    }

    private String refused(StsException e) {
        String role = settings.find(S3Settings.ROLE).orElse("the role");
        return switch (S3Failures.code(e)) {
            case "InvalidClientTokenId" -> "the Access Key ID is not known to the Security Token Service";
            case "SignatureDoesNotMatch" -> "the Secret Access Key does not fit the Access Key ID";
            case "ExpiredToken", "ExpiredTokenException" -> "our own credentials have expired; renew them";
            case "RegionDisabledException" ->
                "the Security Token Service is not enabled in " + settings.get(S3Settings.STS_REGION)
                        + " for the account of " + role;
            default ->
                e.statusCode() == 403
                        ? "may not assume " + role + " with external id '"
                                + settings.find(S3Settings.EXTERNAL_ID).orElse("")
                                + "'; its trust policy must allow sts:AssumeRole to us under that sts:ExternalId, and"
                                + " our own policy must allow sts:AssumeRole on it"
                        : "the Security Token Service answered " + S3Failures.status(e) + " when asked for " + role;
        };
    }
}
