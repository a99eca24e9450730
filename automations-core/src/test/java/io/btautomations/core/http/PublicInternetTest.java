package io.btautomations.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.setting.SettingFormatException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicInternetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.170.2",
                "168.63.129.16",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void whatOnlySomeCanReachIsNotPublic(String address) throws UnknownHostException {
        assertThat(PublicInternet.contains(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
            })
    void whatAnyoneCanReachIsPublic(String address) throws UnknownHostException {
        assertThat(PublicInternet.contains(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void allowedHostsAreNamesAddressesAndRanges() throws Exception {
        AllowedHosts allowed =
                AllowedHosts.of(AllowedHosts.parse("Alerts.Local, 10.1.0.0/16 ,192.168.3.4, fd00::/8, ,[::1],a_b"));
        assertThat(allowed.allowsName("alerts.local")).isTrue();
        assertThat(allowed.allowsName("a_b")).isTrue();
        assertThat(allowed.allowsName("x.alerts.local")).isFalse();
        for (String address : List.of("10.1.255.255", "192.168.3.4", "fd12::1", "::1", "::ffff:10.1.2.3")) {
            assertThat(allowed.allowsAddress(InetAddress.getByName(address))).isTrue();
        }
        for (String address : List.of("10.2.0.0", "192.168.3.5", "fc00::1", "::2", "127.0.0.1")) {
            assertThat(allowed.allowsAddress(InetAddress.getByName(address))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "http://x", "a b", "-x", "x-", "fe80::1%eth0", "a..b"})
    void whatIsNoHostIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> AllowedHosts.parse(text))
                .isInstanceOf(SettingFormatException.class);
    }
}
