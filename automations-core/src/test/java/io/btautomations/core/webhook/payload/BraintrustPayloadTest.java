package io.btautomations.core.webhook.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class BraintrustPayloadTest {

    private static final Instant END = Instant.parse("2025-05-12T11:00:00Z");
    private static final AppLinks LINKS = new AppLinks(URI.create("https://braintrust.dev"));

    static Notice notice(long count, Duration length, boolean isTest) {
        return new Notice(
                "org_123",
                "your-organization",
                "proj_456",
                "your-project",
                "c5b32408-8568-4bff-9299-8cdd56979b67",
                "High-Priority Factuality",
                "Alert on factuality scores for logs with priority 0 in metadata",
                "metadata.priority = 0 AND scores.Factuality < 0.9",
                "",
                new BigDecimal("3600"),
                isTest,
                false,
                END.minus(length),
                END,
                count,
                List.of("no row is shown"));
    }

    public static String golden(String name) {
        try (InputStream stream = BraintrustPayloadTest.class.getResourceAsStream(name + ".json")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "log-alert, 5, PT1H, false",
        "log-alert-one-day, 1, P1D, false",
        "log-alert-seconds, 1234567, PT45S, false",
        "test, 0, PT5M, true",
    })
    void theBodyIsTheDocumentedOneByteForByte(String golden, long count, Duration length, boolean isTest) {
        assertThat(new String(BraintrustPayload.of(notice(count, length, isTest), LINKS), StandardCharsets.UTF_8))
                .isEqualTo(golden(golden));
    }

    @ParameterizedTest
    @CsvSource({
        "environment-update, 5878bd218351fb8e, false",
        "environment-delete, , false",
        "environment-test, 1, true"
    })
    void anEnvironmentsChangeIsToldByteForByte(String golden, @Nullable String newVersion, boolean isTest) {
        EnvironmentChange change = new EnvironmentChange(
                "org_123",
                "your-organization",
                "proj_456",
                "your-project",
                "c5b32408-8568-4bff-9299-8cdd56979b67",
                "Production prompts",
                "Tell when production gets another prompt",
                isTest,
                "production",
                "prompt_789",
                "support-answer",
                Optional.ofNullable(newVersion));
        assertThat(new String(BraintrustPayload.of(change, LINKS), StandardCharsets.UTF_8))
                .isEqualTo(golden(golden));
    }

    @Test
    void anyTextStaysValidJsonAndItsLinksValidUrls() throws IOException {
        String nasty = "a\"b\\c\n\u0001</script>?&#/%é😀";
        Notice notice = new Notice(
                nasty,
                nasty,
                nasty,
                nasty,
                nasty,
                nasty,
                nasty,
                nasty,
                "",
                new BigDecimal("1.5"),
                false,
                false,
                END,
                END,
                1,
                List.of());
        var json = new ObjectMapper().readTree(BraintrustPayload.of(notice, LINKS));
        assertThat(json.at("/automation/description").asText()).isEqualTo(nasty);
        assertThat(json.at("/automation/interval_seconds").decimalValue()).isEqualByComparingTo("1.5");
        URI automation = URI.create(json.at("/automation/url").asText());
        assertThat(automation.getHost()).isEqualTo("braintrust.dev");
        assertThat(automation.getPath()).isEqualTo("/app/" + nasty + "/p/" + nasty + "/configuration/automations");
        assertThat(URI.create(json.at("/details/related_logs_url").asText()).getQuery())
                .startsWith("search={\"filter\":[{\"text\":");
    }

    @Test
    void theAppMayLiveElsewhere() {
        AppLinks links = new AppLinks(URI.create("https://braintrust.example.com/base/"));
        assertThat(links.automation(notice(1, Duration.ofHours(1), false)))
                .isEqualTo("https://braintrust.example.com/base/app/your-organization/p/your-project/configuration/"
                        + "automations?aid=c5b32408-8568-4bff-9299-8cdd56979b67");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT1S, 1 second",
        "PT1.499S, 1 second",
        "PT1.5S, 2 seconds",
        "PT59S, 59 seconds",
        "PT60S, 1 minute",
        "PT90S, 90 seconds",
        "PT2M, 2 minutes",
        "PT59M59.6S, 1 hour",
        "PT1H, 1 hour",
        "PT90M, 90 minutes",
        "PT3H, 3 hours",
        "P1D, 1 day",
        "PT36H, 36 hours",
        "P7D, 7 days",
        "P30D, 30 days",
    })
    void durationsAreToldInTheLargestExactUnit(Duration duration, String text) {
        assertThat(Message.length(duration)).isEqualTo(text);
    }
}
