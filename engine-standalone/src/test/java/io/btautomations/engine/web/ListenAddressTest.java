package io.btautomations.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "8080, 127.0.0.1, 8080",
        "0, 127.0.0.1, 0",
        "localhost:80, localhost, 80",
        "0.0.0.0:9000, 0.0.0.0, 9000",
        "[::1]:65535, [::1], 65535"
    })
    void readsWhereToListen(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "http", ":80", "::1:80", "a b:80", "host:", "host:65536", "host:-1", "http://x:80", "80 "})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be [HOST:]PORT with a port up to 65535, got '" + text + "'");
    }
}
