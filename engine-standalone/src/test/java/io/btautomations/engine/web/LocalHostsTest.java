package io.btautomations.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHostsTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:9"})
    void thisMachine(String header) {
        assertThat(LocalHosts.isLocal(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "localhost.evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "localhost:",
                "localhost:80:80",
                "localhost@evil.example",
                "localhost/",
                "127.0.0.1 ",
                "::1",
                "[::2]",
                "0.0.0.0",
                "localhost."
            })
    void anyOther(String header) {
        assertThat(LocalHosts.isLocal(header)).isFalse();
    }
}
