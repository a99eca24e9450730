package io.btautomations.core.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLocationTest {

    @ParameterizedTest
    @CsvSource({
        "s3://bucket, s3://bucket",
        "s3://bucket/, s3://bucket",
        "S3://my.bucket/a/b c/, s3://my.bucket/a/b c",
        "file:///data/export, file:///data/export",
        "file:///data/my%20export/, file:///data/my export",
    })
    void aLocationIsReadAndShown(String text, String shown) {
        assertThat(ObjectLocation.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bucket/prefix",
                "https://bucket/prefix",
                "s3://",
                "s3:///prefix",
                "s3://UPPER/prefix",
                "s3://ab",
                "s3://a..b/prefix",
                "s3://user@bucket/prefix",
                "s3://bucket/a/../b",
                "s3://bucket/./b",
                "s3://bucket/a//b",
                "s3://bucket/%2e%2e/b",
                "s3://bucket/a\\b",
                "s3://bucket/a\nb",
                "file:///",
                "file://host/dir",
                "file:relative",
                "file:///a/../b",
                "file:///a/%2e%2e/b",
                "file:///a/b?c",
                "file:///a b",
            })
    void whatIsNoLocationIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectLocation.parse(text))
                .withMessageStartingWith("s3://bucket/prefix or file:///directory");
    }
}
