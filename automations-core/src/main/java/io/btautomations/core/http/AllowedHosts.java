package io.btautomations.core.http;

import io.btautomations.core.setting.SettingFormatException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts that may be reached although a guard would refuse them. Immutable. */
public final class AllowedHosts {

    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");

    private final List<String> names;
    private final List<AddressRange> ranges;

    private AllowedHosts(List<String> names, List<AddressRange> ranges) {
        this.names = List.copyOf(names);
        this.ranges = List.copyOf(ranges);
    }

    /**
     * The entries of a comma-separated text: names, addresses, CIDR ranges.
     *
     * @throws SettingFormatException if an entry is none of these
     */
    public static List<String> parse(String text) throws SettingFormatException {
        List<String> entries = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            if (AddressRange.find(entry).isEmpty() && !NAME.matcher(entry).matches()) {
                throw new SettingFormatException(
                        "host names, addresses or CIDR ranges with commas between them, such as '10.1.0.0/16, alerts.local'");
            }
            entries.add(entry);
        }
        return entries;
    }

    /** The hosts that these entries name; an entry that {@link #parse} would refuse names none. */
    static AllowedHosts of(List<String> entries) {
        List<String> names = new ArrayList<>();
        List<AddressRange> ranges = new ArrayList<>();
        for (String entry : entries) {
            Optional<AddressRange> range = AddressRange.find(entry);
            range.ifPresentOrElse(ranges::add, () -> names.add(entry.toLowerCase(Locale.ROOT)));
        }
        return new AllowedHosts(names, ranges);
    }

    /** Whether the host is named, as it stands in a URL. */
    boolean allowsName(String host) {
        return names.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether the address is named or lies in a range. */
    boolean allowsAddress(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
