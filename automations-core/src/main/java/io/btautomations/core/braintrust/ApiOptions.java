package io.btautomations.core.braintrust;

import io.btautomations.core.setting.SettingFormatException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which API to talk to, as whom, and how.
 *
 * @param url of the data plane, as {@link #parseUrl} takes it
 * @param key one word of printable ASCII characters; a secret, never to be shown
 * @param organization name of the organization, for a key that belongs to several
 * @param requestTimeout longest duration of one request as a whole; the endpoint itself gives a query up after 30
 *     seconds
 * @param requestsPerMinute all that users of this organization (or, if none is named, of this key) send in this JVM
 * @param wire how rows are asked for
 * @param handOver whether an answer that the endpoint put into an object store is fetched there; if not, such an answer
 *     is too large
 * @param longestRow in bytes, from 1 to 1 GiB; what is longer is no row
 * @param longestWait how long one question waits in all, for the budget and because it is told to
 */
public record ApiOptions(
        URI url,
        String key,
        Optional<String> organization,
        Duration requestTimeout,
        int requestsPerMinute,
        Wire wire,
        boolean handOver,
        int longestRow,
        Duration longestWait) {

    /** Data plane of organizations in the United States. */
    public static final URI UNITED_STATES = URI.create("https://api.braintrust.dev");

    /** Data plane of organizations in the European Union. */
    public static final URI EUROPEAN_UNION = URI.create("https://api-eu.braintrust.dev");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");
    private static final String WORD = "one word of printable ASCII characters";
    private static final int MOST_ROW_BYTES = 1 << 30;
    private static final String EXPECTATION =
            "a URL such as 'https://api.braintrust.dev', without user name, query or fragment";

    /** How rows are asked for. */
    public enum Wire {
        /** One object that also tells how fresh the rows are. */
        JSON("json", "application/json"),
        /** A row a line, and nothing else. */
        JSONL("jsonl", "application/x-jsonlines, application/json");

        private final String format;
        private final String accepted;

        Wire(String format, String accepted) {
            this.format = format;
            this.accepted = accepted;
        }

        /** As a request names it. */
        String format() {
            return format;
        }

        /** Content types of the answer. */
        String accepted() {
            return accepted;
        }
    }

    /** @throws IllegalArgumentException if a value is none of those described */
    public ApiOptions {
        require(isUrl(url), "the URL is " + EXPECTATION);
        require(KEY.matcher(key).matches(), "a key is " + WORD);
        require(requestTimeout.isPositive(), "the request timeout is positive");
        require(requestsPerMinute > 0, "at least one request a minute is allowed");
        require(longestRow > 0 && longestRow <= MOST_ROW_BYTES, "a row has from 1 to " + MOST_ROW_BYTES + " bytes");
    }

    /** What fits most users. */
    public ApiOptions(URI url, String key) {
        this(url, key, Optional.empty(), Duration.ofSeconds(60), 20, Wire.JSON, true, 256 << 20, Duration.ofMinutes(3));
    }

    /**
     * The URL of a data plane: {@code https} or {@code http}, with a host, perhaps with a path.
     *
     * @throws SettingFormatException if the text is none
     */
    public static URI parseUrl(String text) throws SettingFormatException {
        try {
            URI url = new URI(text.strip());
            if (isUrl(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new SettingFormatException(EXPECTATION);
        }
        throw new SettingFormatException(EXPECTATION);
    }

    /**
     * A key, which is sent as it stands.
     *
     * @throws SettingFormatException if the text cannot be one
     */
    public static String parseKey(String text) throws SettingFormatException {
        String key = text.strip();
        if (!KEY.matcher(key).matches()) {
            throw new SettingFormatException(WORD);
        }
        return key;
    }

    private static boolean isUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException(expectation);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiOptions[" + new Peer(url) + "]";
    }
}
