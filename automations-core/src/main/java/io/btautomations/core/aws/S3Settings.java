package io.btautomations.core.aws;

import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingParser;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user can set about an S3 store: where it is, who we are, how objects are kept. Credentials have the names and
 * the order of NiFi's own AWS credentials service.
 */
public final class S3Settings {

    public static final Setting<String> REGION = Setting.of("Region", matching("[a-z0-9-]{1,40}", "a region"))
            .description("Region of the bucket, such as eu-central-1.")
            .scope(Scope.ENVIRONMENT)
            .defaultText("us-east-1")
            .build();

    public static final Setting<URI> ENDPOINT = Setting.of("Endpoint Override URL", S3Settings::endpoint)
            .description("Base URL of an S3-compatible store; empty for Amazon S3.")
            .scope(Scope.ENVIRONMENT)
            .build();

    public static final Setting<Boolean> PATH_STYLE = Setting.flag("Use Path Style Access")
            .description("Puts the bucket's name into the path of the URL, not into its host name; most S3-compatible"
                    + " stores need it.")
            .defaultText("false")
            .build();

    public static final Setting<Boolean> CHUNKED_ENCODING = Setting.flag("Use Chunked Encoding")
            .description(
                    "Sends content as signed chunks. Turn it off for S3-compatible stores that reject them, such as"
                            + " Ceph.")
            .defaultText("true")
            .build();

    public static final Setting<Boolean> CONDITIONAL_WRITES = Setting.flag("Use Conditional Writes")
            .description(
                    "Has the store itself refuse to write an object twice. Turn it off only for stores that know no"
                            + " If-None-Match: then it is looked first, one writer only may export there, and a cluster is"
                            + " refused.")
            .defaultText("true")
            .build();

    public static final Setting<ServerSideEncryption> ENCRYPTION = Setting.choice(
                    "Server Side Encryption", ServerSideEncryption.class)
            .description("How objects are encrypted at rest.")
            .defaultText(ServerSideEncryption.BUCKET_DEFAULT.value())
            .build();

    public static final Setting<String> KMS_KEY = Setting.text("KMS Key ID")
            .description("ARN, id or alias of the key; empty for the account's own key for S3.")
            .scope(Scope.ENVIRONMENT)
            .when(ENCRYPTION, ServerSideEncryption.SSE_KMS)
            .build();

    public static final Setting<StorageTier> STORAGE_CLASS = Setting.choice("Storage Class", StorageTier.class)
            .description(
                    "Storage class of the objects. Classes that cannot be read at once are not offered, because the"
                            + " commit log must be.")
            .defaultText(StorageTier.STANDARD.value())
            .build();

    public static final Setting<ObjectTags> TAGS = Setting.of("Object Tags", ObjectTags::parse)
            .description("Tags of all objects, such as: team=ml, retention=1y; ten at most. They need the"
                    + " permission s3:PutObjectTagging.")
            .build();

    public static final Setting<Boolean> DEFAULT_CREDENTIALS = Setting.flag("Use Default Credentials")
            .description("Uses the SDK's default chain: environment, system properties, profile, container and instance"
                    + " roles. It is also what counts if no other credentials are set.")
            .defaultText("false")
            .build();

    public static final Setting<String> ACCESS_KEY_ID = Setting.text("Access Key ID")
            .description("Id of an access key.")
            .scope(Scope.ENVIRONMENT)
            .sensitive()
            .build();

    public static final Setting<String> SECRET_ACCESS_KEY = Setting.text("Secret Access Key")
            .description("Secret of the access key.")
            .scope(Scope.ENVIRONMENT)
            .sensitive()
            .build();

    public static final Setting<String> CREDENTIALS_FILE = Setting.text("Credentials File")
            .description("Properties file with accessKey and secretKey.")
            .build();

    public static final Setting<String> PROFILE = Setting.text("Profile Name")
            .description("Name of a profile in the AWS configuration files.")
            .scope(Scope.ENVIRONMENT)
            .build();

    public static final Setting<Boolean> ANONYMOUS = Setting.flag("Use Anonymous Credentials")
            .description("Sends requests without a signature.")
            .defaultText("false")
            .build();

    public static final Setting<String> ROLE = Setting.of(
                    "Assume Role ARN",
                    matching(
                            "arn:[\\w-]{1,20}:iam::[\\w-]*:role/[\\w+=,.@/-]{1,512}",
                            "the ARN of a role, such as arn:aws:iam::123456789012:role/export"))
            .description(
                    "Role that grants access to the bucket; assumed with the external id. Empty to write as we are.")
            .build();

    public static final Setting<String> ROLE_SESSION_NAME = Setting.of(
                    "Assume Role Session Name",
                    matching("[\\w+=,.@-]{2,64}", "2 to 64 characters of [A-Za-z0-9_+=,.@-]"))
            .description("Name of the session, to be seen in the bucket owner's audit trail.")
            .defaultText("automations-export")
            .build();

    public static final Setting<Long> ROLE_SESSION_TIME = Setting.of(
                    "Assume Role Session Time", Formats.wholeNumber(900, 43_200))
            .description("Life of the session's credentials in seconds; they are renewed before they expire.")
            .defaultText("3600")
            .build();

    public static final Setting<String> EXTERNAL_ID = Setting.of(
                    "Assume Role External ID",
                    matching("[\\w+=,.@:/-]{2,1224}", "2 to 1224 characters of [A-Za-z0-9_+=,.@:/-]"))
            .description("External id that the role's trust policy asks for. Empty for"
                    + " bt:<organization id>:<project id>:<automation id>.")
            .build();

    public static final Setting<String> STS_REGION = Setting.of(
                    "Assume Role STS Region", matching("[a-z0-9-]{1,40}", "a region"))
            .description("Region of the Security Token Service.")
            .defaultText("us-east-1")
            .build();

    public static final Setting<URI> STS_ENDPOINT = Setting.of(
                    "Assume Role STS Endpoint Override", S3Settings::endpoint)
            .description("Base URL of the Security Token Service; empty for Amazon's.")
            .build();

    public static final Setting<String> PROXY = Setting.service("Proxy Configuration Service", ServiceKind.PROXY)
            .description("HTTP proxy on the way to the store and to the Security Token Service.")
            .build();

    public static final Setting<String> TLS = Setting.service("SSL Context Service", ServiceKind.TLS)
            .description("Certificates that are trusted in place of the usual ones, and the client's own key.")
            .build();

    private static final List<Setting<?>> ALL = List.of(
            REGION,
            ENDPOINT,
            PATH_STYLE,
            CHUNKED_ENCODING,
            CONDITIONAL_WRITES,
            ENCRYPTION,
            KMS_KEY,
            STORAGE_CLASS,
            TAGS,
            DEFAULT_CREDENTIALS,
            ACCESS_KEY_ID,
            SECRET_ACCESS_KEY,
            CREDENTIALS_FILE,
            PROFILE,
            ANONYMOUS,
            ROLE,
            ROLE_SESSION_NAME,
            ROLE_SESSION_TIME,
            EXTERNAL_ID,
            STS_REGION,
            STS_ENDPOINT,
            PROXY,
            TLS);

    private S3Settings() {}

    /** All of them, in the order in which they are shown. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** What is wrong between the settings, each of which is right by itself. */
    public static List<SettingProblem> check(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        boolean identifier = settings.find(ACCESS_KEY_ID).isPresent();
        boolean secret = settings.find(SECRET_ACCESS_KEY).isPresent();
        if (identifier != secret) {
            Setting<?> missing = identifier ? SECRET_ACCESS_KEY : ACCESS_KEY_ID;
            Setting<?> given = identifier ? ACCESS_KEY_ID : SECRET_ACCESS_KEY;
            problems.add(new SettingProblem(
                    "SET-131", missing.name(), given.name() + " is set, so " + missing.name() + " is required"));
        }
        List<String> sources = credentialSources(settings);
        if (sources.size() > 1) {
            problems.add(new SettingProblem(
                    "SET-132",
                    sources.get(1),
                    "only one source of credentials may be set, got " + String.join(" and ", sources)));
        }
        return problems;
    }

    private static List<String> credentialSources(Settings settings) {
        List<String> sources = new ArrayList<>();
        for (Setting<Boolean> flag : List.of(DEFAULT_CREDENTIALS, ANONYMOUS)) {
            if (settings.get(flag)) {
                sources.add(flag.name());
            }
        }
        for (Setting<String> text : List.of(ACCESS_KEY_ID, CREDENTIALS_FILE, PROFILE)) {
            Optional<String> value = settings.find(text);
            value.ifPresent(given -> sources.add(text.name()));
        }
        return sources;
    }

    private static SettingParser<String> matching(String expression, String expectation) {
        Pattern pattern = Pattern.compile(expression);
        return text -> {
            if (!pattern.matcher(text).matches()) {
                throw new SettingFormatException(expectation);
            }
            return text;
        };
    }

    private static URI endpoint(String text) throws SettingFormatException {
        String expectation = "an http or https URL with a host, such as https://s3.example.com:9000";
        try {
            URI uri = new URI(text.strip());
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new SettingFormatException(expectation);
        }
        throw new SettingFormatException(expectation);
    }
}
