package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.step.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's own form: text with {@code {{names}}}, in whose place the values stand. Values are escaped as the inside of
 * JSON strings. Immutable.
 */
public final class PayloadTemplate {

    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([a-z_.]+)\\s*}}");
    private static final Pattern OPENING = Pattern.compile("\\{\\{");
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String SAMPLE = "sample";

    private final String text;

    private PayloadTemplate(String text) {
        this.text = text;
    }

    /**
     * The template of a text.
     *
     * @throws SettingFormatException if it names what there is not, or its values in place it is no JSON
     */
    public static PayloadTemplate parse(String text) throws SettingFormatException {
        PayloadTemplate template = new PayloadTemplate(text);
        Map<String, String> sample = values(sample(), new AppLinks(java.net.URI.create("https://example.com")), "msg");
        Matcher names = NAME.matcher(text);
        long known = 0;
        while (names.find()) {
            known++;
            if (!sample.containsKey(names.group(1))) {
                throw new SettingFormatException(
                        "text whose names are among " + String.join(", ", new TreeSet<>(sample.keySet()))
                                + ", but it has {{" + names.group(1) + "}}");
            }
        }
        if (OPENING.matcher(text).results().count() != known) {
            throw new SettingFormatException("text in which each {{ begins a name such as {{message}}");
        }
        try {
            STRICT.readTree(template.filled(sample));
        } catch (JsonProcessingException e) {
            throw new SettingFormatException("JSON once its names are filled in; line "
                    + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        }
        return template;
    }

    String render(Notice notice, AppLinks links, String deliveryId) {
        return filled(values(notice, links, deliveryId));
    }

    private String filled(Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(
                        JsonStringEncoder.getInstance().quoteAsString(values.getOrDefault(match.group(1), "")))));
    }

    private static Map<String, String> values(Notice notice, AppLinks links, String deliveryId) {
        Map<String, String> values = new TreeMap<>();
        values.put("organization.id", notice.organizationId());
        values.put("organization.name", notice.organizationName());
        values.put("project.id", notice.projectId());
        values.put("project.name", notice.projectName());
        values.put("automation.id", notice.automationId());
        values.put("automation.name", notice.automationName());
        values.put("automation.description", notice.description());
        values.put("automation.btql_filter", notice.filter());
        values.put("automation.interval_seconds", notice.intervalSeconds().toPlainString());
        values.put("automation.url", links.automation(notice));
        values.put("message", notice.message());
        values.put("is_test", String.valueOf(notice.isTest()));
        values.put("time_start", Attributes.time(notice.start()));
        values.put("time_end", Attributes.time(notice.end()));
        values.put("count", String.valueOf(notice.count()));
        values.put("related_logs_url", links.relatedLogs(notice));
        values.put("rows", String.join("\n", notice.rows()));
        values.put("group", notice.group());
        values.put("state", notice.state());
        values.put("webhook_id", deliveryId);
        return values;
    }

    private static Notice sample() {
        return new Notice(
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                SAMPLE,
                BigDecimal.ONE,
                false,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                List.of());
    }
}
