package io.btautomations.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {

    private static final String SECRET = "0123456789abcdef";

    @Test
    void matchesItselfOnlyAndIsNeverShown() {
        AccessToken token = AccessToken.of(SECRET);
        assertThat(token.matches(SECRET)).isTrue();
        assertThat(token.matches(SECRET + " ")).isFalse();
        assertThat(token.matches("0123456789abcdeF")).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.toString()).doesNotContain(SECRET.substring(0, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "short, 'a token has at least 16 characters, this one has 5'",
        "'0123456789 abcdef', a token consists of visible ASCII characters without spaces",
        "0123456789abcdefü, a token consists of visible ASCII characters without spaces"
    })
    void refusesWhatIsNoSecret(String text, String message) {
        assertThatThrownBy(() -> AccessToken.of(text)).hasMessage(message);
    }
}
