package io.btautomations.core.webhook;

import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.setting.SettingFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts of headers in settings. */
final class HeaderLines {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Set<String> OWN = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "transfer-encoding",
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp");

    private HeaderLines() {}

    /** One header per line; empty lines are skipped. */
    static List<Header> parse(String text) throws SettingFormatException {
        List<Header> headers = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            headers.add(header(line));
        }
        return headers;
    }

    /** A token without spaces. */
    static String token(String text) throws SettingFormatException {
        if (!TOKEN.matcher(text).matches()) {
            throw new SettingFormatException("one word of printable ASCII characters");
        }
        return text;
    }

    private static Header header(String line) throws SettingFormatException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new SettingFormatException("lines of the form 'Name: value' in printable ASCII characters");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new SettingFormatException("lines that set no header of the delivery itself, such as " + name);
        }
        return new Header(name, value);
    }
}
