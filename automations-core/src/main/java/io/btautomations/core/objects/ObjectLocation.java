package io.btautomations.core.objects;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The root below which objects are kept: {@code s3://bucket/prefix} or {@code file:///directory}.
 *
 * @param uri the location without a slash at its end; its path is decoded by {@link URI#getPath()}
 */
public record ObjectLocation(URI uri) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String EXPECTATION = "s3://bucket/prefix or file:///directory";

    /**
     * The location that a text names. The prefix of an S3 location is taken as it stands; the path of a file location
     * is a URI's, with {@code %20} for a space.
     *
     * @throws IllegalArgumentException if it names none; the message completes "must be ..."
     */
    public static ObjectLocation parse(String text) {
        String stripped = text.strip();
        String lower = stripped.toLowerCase(Locale.ROOT);
        if (lower.startsWith("s3://")) {
            return bucket(stripped.substring("s3://".length()));
        }
        if (lower.startsWith("file:///")) {
            return directory(stripped);
        }
        throw new IllegalArgumentException(EXPECTATION);
    }

    /** {@code s3} or {@code file}. */
    public String scheme() {
        return uri.getScheme();
    }

    @Override
    public String toString() {
        return uri.getScheme().equals("s3") ? "s3://" + uri.getAuthority() + uri.getPath() : "file://" + uri.getPath();
    }

    private static ObjectLocation bucket(String rest) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : withoutSlashes(rest.substring(slash));
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new IllegalArgumentException(
                    EXPECTATION + ", with a bucket name of 3 to 63 lower-case letters, digits, dots and hyphens");
        }
        checkSegments(prefix);
        if (prefix.contains("%")) {
            throw new IllegalArgumentException(EXPECTATION + ", without '%' in the prefix");
        }
        try {
            return new ObjectLocation(new URI("s3", bucket, prefix.isEmpty() ? "" : "/" + prefix, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTATION, e);
        }
    }

    private static ObjectLocation directory(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getQuery() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException(EXPECTATION + ", with '?' and '#' written as %3F and %23");
            }
            String path = withoutSlashes(uri.getPath());
            if (path.isEmpty()) {
                throw new IllegalArgumentException(EXPECTATION + ", not the root of the file system");
            }
            checkSegments(path);
            return new ObjectLocation(new URI("file", "", "/" + path, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTATION + ", with spaces written as %20", e);
        }
    }

    private static void checkSegments(String path) {
        boolean climbs = Arrays.stream(path.split("/", -1))
                .anyMatch(segment -> segment.equals(".") || segment.equals("..") || segment.isEmpty());
        boolean unprintable = path.codePoints().anyMatch(Character::isISOControl) || path.indexOf('\\') >= 0;
        if (!path.isEmpty() && (climbs || unprintable)) {
            throw new IllegalArgumentException(
                    EXPECTATION + ", without empty, '.' or '..' parts, backslashes and control characters");
        }
    }

    private static String withoutSlashes(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
