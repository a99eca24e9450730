package io.btautomations.core.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.setting.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies that let an export write to a bucket, and no more than that, as JSON text. */
public final class IamPolicies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "2012-10-17";
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::(\\d+):assumed-role/([^/]+)/.*");

    private IamPolicies() {}

    /**
     * Who may assume the role.
     *
     * @param principal ARN of whoever exports; that of a session stands for its role
     * @param externalId which they must present; may hold {@code *}
     */
    public static String trustPolicy(String principal, String externalId) {
        Matcher session = SESSION.matcher(principal);
        String trusted = session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : principal;
        ObjectNode policy = JSON.createObjectNode().put("Version", VERSION);
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Sid", "LetTheExportAssumeThisRole").put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", trusted);
        statement.put("Action", "sts:AssumeRole");
        statement
                .putObject("Condition")
                .putObject(externalId.contains("*") ? "StringLike" : "StringEquals")
                .put("sts:ExternalId", externalId);
        return policy.toPrettyString();
    }

    /**
     * What the role may do: write, read and list below the path; delete only what a test wrote.
     *
     * @param path of the export, {@code s3://bucket/prefix}
     * @param settings of the step
     */
    public static String permissionPolicy(URI path, Settings settings) {
        S3Place place = S3Place.of(path);
        String bucket = "arn:" + partition(settings) + ":s3:::" + place.bucket();
        ObjectNode policy = JSON.createObjectNode().put("Version", VERSION);
        ArrayNode statements = policy.putArray("Statement");
        List<String> write = new ArrayList<>(List.of("s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"));
        settings.find(S3Settings.TAGS).ifPresent(tags -> write.add("s3:PutObjectTagging"));
        allow(statements, "WriteAndReadTheExport", write.toArray(new String[0]))
                .put("Resource", bucket + "/" + place.key("*"));
        allow(statements, "DeleteWhatATestWrote", "s3:DeleteObject")
                .put("Resource", bucket + "/" + place.key("_automations/*/test/*"));
        ObjectNode list = allow(statements, "ListTheExport", "s3:ListBucket").put("Resource", bucket);
        if (!place.prefix().isEmpty()) {
            list.putObject("Condition").putObject("StringLike").put("s3:prefix", place.key("*"));
        }
        allow(statements, "FindUploadsThatWereLeftBehind", "s3:ListBucketMultipartUploads")
                .put("Resource", bucket);
        if (settings.get(S3Settings.ENCRYPTION) == ServerSideEncryption.SSE_KMS) {
            allow(statements, "UseTheKey", "kms:GenerateDataKey", "kms:Decrypt").put("Resource", keyResource(settings));
        }
        return policy.toPrettyString();
    }

    private static ObjectNode allow(ArrayNode statements, String name, String... actions) {
        ObjectNode statement = statements.addObject().put("Sid", name).put("Effect", "Allow");
        ArrayNode list = statement.putArray("Action");
        for (String action : actions) {
            list.add(action);
        }
        return statement;
    }

    private static String keyResource(Settings settings) {
        Optional<String> key = settings.find(S3Settings.KMS_KEY);
        if (key.filter(name -> name.startsWith("arn:")).isPresent()) {
            return key.get();
        }
        String name = key.filter(text -> !text.startsWith("alias/")).orElse("*");
        return "arn:" + partition(settings) + ":kms:" + settings.get(S3Settings.REGION) + ":*:key/" + name;
    }

    private static String partition(Settings settings) {
        return settings.find(S3Settings.ROLE).map(role -> role.split(":", 3)[1]).orElse("aws");
    }
}
