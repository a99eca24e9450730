package io.btautomations.core.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet, by the special-purpose registries of IANA (RFC 6890 and its
 * successors), and by the fixed addresses that clouds keep for their own services.
 */
final class PublicInternet {

    private static final List<AddressRange> NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

    private PublicInternet() {}

    /** Whether the address may be reached by anyone from anywhere. IPv4 within IPv6 counts as what it is. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes));
        }
        if (NAT64.contains(bytes)) {
            return containsV4(bytes, 12);
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return containsV4(bytes, 2);
        }
        return GLOBAL_UNICAST.contains(bytes) && NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes));
    }

    private static boolean containsV4(byte[] bytes, int offset) {
        byte[] embedded = Arrays.copyOfRange(bytes, offset, offset + 4);
        return NOT_PUBLIC.stream().noneMatch(range -> range.contains(embedded));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::of).toList();
    }
}
