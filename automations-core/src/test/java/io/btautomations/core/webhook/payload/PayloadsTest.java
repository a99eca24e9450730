package io.btautomations.core.webhook.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.setting.SettingFormatException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadsTest {

    private static final Instant END = Instant.parse("2025-05-12T11:00:00Z");

    private static Notice notice(String group, boolean isTest, boolean isResolved) {
        return notice(group, isTest, isResolved, List.of());
    }

    private static Notice notice(String group, boolean isTest, boolean isResolved, List<String> rows) {
        return new Notice(
                "org_123",
                "your-organization",
                "proj_456",
                "your-project",
                "c5b32408",
                "High-Priority Factuality",
                "About <facts> & more",
                "scores.Factuality < 0.9",
                group,
                new BigDecimal("3600"),
                isTest,
                isResolved,
                END.minusSeconds(3600),
                END,
                isResolved ? 0 : 5,
                rows);
    }

    private static JsonNode json(PayloadFormat format, Notice notice) throws IOException {
        return json(format, notice, Optional.empty());
    }

    private static JsonNode json(PayloadFormat format, Notice notice, Optional<PayloadTemplate> template)
            throws IOException {
        Payload payload = new Payloads(new PayloadOptions(
                        format,
                        URI.create("https://hooks.example.com/x"),
                        new AppLinks(URI.create("https://braintrust.dev")),
                        Optional.of("R0UT1NG"),
                        "critical",
                        Optional.of("key"),
                        "P2",
                        template))
                .of(notice, "msg_1");
        return new ObjectMapper().readTree(payload.body());
    }

    @Test
    void slackGetsTextAndBlocksWithLinks() throws IOException {
        JsonNode message = json(PayloadFormat.SLACK, notice("", false, false));
        assertThat(message.get("text").asText())
                .isEqualTo("High-Priority Factuality: 5 logs triggered automation in the last 1 hour");
        assertThat(message.at("/blocks/1/text/text").asText()).isEqualTo("About &lt;facts&gt; &amp; more");
        assertThat(message.at("/blocks/2/text/text").asText()).isEqualTo("```scores.Factuality &lt; 0.9```");
        assertThat(message.at("/blocks/3/elements/0/url").asText())
                .startsWith("https://braintrust.dev/app/your-organization/p/your-project/logs?search=");
    }

    @Test
    void pagerDutyOpensAndResolvesOneIncidentForAnAutomationAndGroup() throws IOException {
        JsonNode trigger = json(PayloadFormat.PAGERDUTY, notice("gpt", false, false));
        JsonNode resolve = json(PayloadFormat.PAGERDUTY, notice("gpt", false, true));
        assertThat(trigger.get("routing_key").asText()).isEqualTo("R0UT1NG");
        assertThat(trigger.get("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.at("/payload/summary").asText())
                .isEqualTo("High-Priority Factuality (gpt): 5 logs triggered automation in the last 1 hour");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(resolve.get("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.get("dedup_key")).isEqualTo(trigger.get("dedup_key"));
        assertThat(resolve.has("payload")).isFalse();
        assertThat(json(PayloadFormat.PAGERDUTY, notice("", false, false)).get("dedup_key"))
                .isNotEqualTo(trigger.get("dedup_key"));
        JsonNode test = json(PayloadFormat.PAGERDUTY, notice("gpt", true, false));
        assertThat(test.get("dedup_key")).isNotEqualTo(trigger.get("dedup_key"));
        assertThat(test.at("/payload/severity").asText()).isEqualTo("info");
        assertThat(test.at("/payload/summary").asText()).startsWith("Test: ");
    }

    @Test
    void teamsGetsAnAdaptiveCard() throws IOException {
        JsonNode message = json(PayloadFormat.TEAMS, notice("", false, true));
        assertThat(message.get("type").asText()).isEqualTo("message");
        JsonNode attachment = message.at("/attachments/0");
        assertThat(attachment.get("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.get("contentUrl").isNull()).isTrue();
        assertThat(attachment.at("/content/version").asText()).isEqualTo("1.4");
        assertThat(attachment.at("/content/body/0/inlines/0/text").asText())
                .isEqualTo("Resolved: High-Priority Factuality: 0 logs triggered automation in the last 1 hour");
        assertThat(attachment.at("/content/actions")).hasSize(2);
    }

    @Test
    void alertmanagerGetsTheSameLabelsUntilTheEnd() throws IOException {
        JsonNode firing =
                json(PayloadFormat.ALERTMANAGER, notice("gpt", false, false)).get(0);
        JsonNode resolved =
                json(PayloadFormat.ALERTMANAGER, notice("gpt", false, true)).get(0);
        assertThat(resolved.get("labels")).isEqualTo(firing.get("labels"));
        assertThat(firing.at("/labels/alertname").asText()).isEqualTo("High-Priority Factuality");
        assertThat(firing.at("/labels/group").asText()).isEqualTo("gpt");
        assertThat(firing.get("startsAt").asText()).isEqualTo("2025-05-12T10:00:00.000Z");
        assertThat(firing.get("endsAt").asText()).isEqualTo("2025-05-12T13:00:00.000Z");
        assertThat(resolved.get("endsAt").asText()).isEqualTo("2025-05-12T11:00:00.000Z");
    }

    @Test
    void discordGetsAnEmbed() throws IOException {
        JsonNode embed = json(PayloadFormat.DISCORD, notice("", false, false)).at("/embeds/0");
        assertThat(embed.get("title").asText())
                .isEqualTo("High\\-Priority Factuality: 5 logs triggered automation in the last 1 hour");
        assertThat(embed.get("description").asText()).isEqualTo("About \\<facts\\> & more");
        assertThat(embed.at("/fields/0/value").asText()).isEqualTo("```scores.Factuality < 0.9```");
    }

    @Test
    void googleChatGetsText() throws IOException {
        assertThat(json(PayloadFormat.GOOGLE_CHAT, notice("", false, false))
                        .get("text")
                        .asText())
                .startsWith("High-Priority Factuality: 5 logs triggered automation in the last 1 hour\nAbout ‹facts› &"
                        + " more\n<https://braintrust.dev/");
    }

    @Test
    void aCloudEventCarriesThePayloadOfBraintrust() throws IOException {
        JsonNode event = json(PayloadFormat.CLOUDEVENTS, notice("", false, false));
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("msg_1");
        assertThat(event.get("type").asText()).isEqualTo("io.btautomations.logs.firing");
        assertThat(event.get("data")).isEqualTo(json(PayloadFormat.BRAINTRUST, notice("", false, false)));
    }

    @Test
    void rowsThatTheUserAskedForAreShownAndNowhereElse() throws Exception {
        Notice notice = notice("", false, false, List.of("{\"id\":\"a\",\"input\":\"`x`\"}", "{\"id\":\"b\"}"));
        JsonNode slack = json(PayloadFormat.SLACK, notice);
        assertThat(slack.at("/blocks/3/text/text").asText()).isEqualTo("```{\"id\":\"a\",\"input\":\"ˋxˋ\"}```");
        assertThat(slack.at("/blocks/4/text/text").asText()).isEqualTo("```{\"id\":\"b\"}```");
        assertThat(json(PayloadFormat.DISCORD, notice)
                        .at("/embeds/0/fields/1/value")
                        .asText())
                .isEqualTo("```{\"id\":\"a\",\"input\":\"ˋxˋ\"}\n{\"id\":\"b\"}```");
        assertThat(json(PayloadFormat.PAGERDUTY, notice)
                        .at("/payload/custom_details/rows/1")
                        .asText())
                .isEqualTo("{\"id\":\"b\"}");
        assertThat(json(PayloadFormat.TEMPLATE, notice, Optional.of(PayloadTemplate.parse("{\"rows\":\"{{rows}}\"}")))
                        .get("rows")
                        .asText())
                .isEqualTo("{\"id\":\"a\",\"input\":\"`x`\"}\n{\"id\":\"b\"}");
        for (PayloadFormat format : List.of(
                PayloadFormat.BRAINTRUST,
                PayloadFormat.TEAMS,
                PayloadFormat.OPSGENIE,
                PayloadFormat.ALERTMANAGER,
                PayloadFormat.GOOGLE_CHAT,
                PayloadFormat.CLOUDEVENTS)) {
            assertThat(json(format, notice).toString()).as(format.value()).doesNotContain("input");
        }
    }

    @Test
    void aTemplateIsFilledIn() throws Exception {
        PayloadTemplate template = PayloadTemplate.parse(
                "{\"a\":\"{{automation.description}}|{{ state }}|{{webhook_id}}\",\"b\":{{count}}}");
        JsonNode filled = json(PayloadFormat.TEMPLATE, notice("", false, true), Optional.of(template));
        assertThat(filled.get("a").asText()).isEqualTo("About <facts> & more|resolved|msg_1");
        assertThat(filled.get("b").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"{{nothing}}\"} | but it has {{nothing}}",
                "{\"a\":\"{{Message}}\"} | each {{ begins a name",
                "{\"a\":{{message}}}     | JSON once its names are filled in; line 1",
                "{\"a\":1} x             | JSON once its names are filled in; line 1",
            })
    void aTemplateThatCannotWorkIsRefused(String text, String reason) {
        assertThatThrownBy(() -> PayloadTemplate.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageContaining(reason);
    }
}
