package io.btautomations.core.webhook.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.setting.SettingFormatException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a user writes, payloads are valid, within the receivers' limits, and mention nobody. */
class PayloadsProperties {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant END = Instant.parse("2025-05-12T11:00:00Z");

    @Provide
    Arbitrary<Notice> notices() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "plain",
                        "@everyone <!channel> <@U123> <users/all>",
                        "[click](https://evil.example)",
                        "a & b < c > d `code` ``` \\ * _ ~",
                        "{{message}} ${x} \" \n \u0000 \u2028",
                        "😀".repeat(5_000),
                        "&".repeat(20_000),
                        "<".repeat(9_999),
                        "\u0000".repeat(9_999)),
                Arbitraries.strings().ofMaxLength(50));
        return Combinators.combine(
                        texts,
                        texts,
                        texts,
                        texts,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        texts.list().ofMaxSize(10))
                .as((name, description, filter, group, isTest, isResolved, rows) -> new Notice(
                        "org_1",
                        "org",
                        "proj_1",
                        "project",
                        "c5b32408",
                        name,
                        description,
                        filter,
                        group,
                        new BigDecimal("3600"),
                        isTest,
                        isResolved,
                        END.minusSeconds(3600),
                        END,
                        5,
                        rows));
    }

    private static Payload payload(PayloadFormat format, Notice notice) {
        try {
            return new Payloads(
                            new PayloadOptions(
                                    format,
                                    URI.create("https://hooks.example.com/x"),
                                    new AppLinks(URI.create("https://braintrust.dev")),
                                    Optional.of("R".repeat(32)),
                                    "error",
                                    Optional.of("key"),
                                    "P3",
                                    Optional.of(
                                            PayloadTemplate.parse(
                                                    "{\"text\":\"{{message}} {{group}} {{ automation.btql_filter }}\",\"n\":{{count}}}"))))
                    .of(notice, "msg_1");
        } catch (SettingFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(PayloadFormat format, Notice notice) {
        try {
            return MAPPER.readTree(payload(format, notice).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    @Property(tries = 300)
    void everyFormIsValidJsonAndAlwaysTheSameBytes(@ForAll PayloadFormat format, @ForAll("notices") Notice notice) {
        byte[] body = payload(format, notice).body();
        assertThat(json(format, notice).isContainerNode()).isTrue();
        assertThat(payload(format, notice).body()).isEqualTo(body);
        String text = new String(body, StandardCharsets.UTF_8);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @Property(tries = 200)
    void slackMessagesKeepTheLimitsAndMentionNobody(@ForAll("notices") Notice notice) {
        JsonNode message = json(PayloadFormat.SLACK, notice);
        assertThat(message.get("text").asText()).hasSizeLessThanOrEqualTo(3_000).doesNotContain("<", ">");
        for (JsonNode block : message.get("blocks")) {
            String text = block.at("/text/text").asText();
            assertThat(text).hasSizeLessThanOrEqualTo(3_000).doesNotContain("<", ">");
        }
    }

    @Property(tries = 200)
    void discordMessagesKeepTheLimitsAndMentionNobody(@ForAll("notices") Notice notice) {
        JsonNode message = json(PayloadFormat.DISCORD, notice);
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        JsonNode embed = message.get("embeds").get(0);
        assertThat(embed.get("title").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(embed.path("description").asText()).hasSizeLessThanOrEqualTo(4_096);
        int all = texts(embed).stream().mapToInt(String::length).sum();
        assertThat(all - embed.path("url").asText().length()).isLessThanOrEqualTo(6_000);
        embed.get("fields")
                .forEach(field -> assertThat(field.get("value").asText()).hasSizeLessThanOrEqualTo(1_024));
    }

    @Property(tries = 200)
    void otherFormsKeepTheirLimits(@ForAll("notices") Notice notice) {
        assertThat(payload(PayloadFormat.TEAMS, notice).body().length).isLessThan(21_000);
        assertThat(json(PayloadFormat.GOOGLE_CHAT, notice).get("text").asText()).hasSizeLessThanOrEqualTo(4_096);
        JsonNode opsgenie = json(PayloadFormat.OPSGENIE, notice);
        assertThat(opsgenie.path("message").asText()).hasSizeLessThanOrEqualTo(130);
        assertThat(opsgenie.path("description").asText()).hasSizeLessThanOrEqualTo(15_000);
        assertThat(opsgenie.path("alias").asText()).hasSizeLessThanOrEqualTo(512);
        JsonNode pagerDuty = json(PayloadFormat.PAGERDUTY, notice);
        assertThat(pagerDuty.at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1_024);
        assertThat(pagerDuty.get("dedup_key").asText()).hasSizeLessThanOrEqualTo(255);
        assertThat(payload(PayloadFormat.PAGERDUTY, notice).body().length).isLessThan(512 * 1024);
    }
}
