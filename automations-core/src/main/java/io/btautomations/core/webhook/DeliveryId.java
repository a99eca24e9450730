package io.btautomations.core.webhook;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a receiver knows a delivery by, so that one that comes again is not taken twice. It depends on what is told, and
 * on neither clock nor attempt.
 */
final class DeliveryId {

    private static final Pattern FORM = Pattern.compile("msg_[a-z2-7]{52}");
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    /** What a delivery tells. */
    enum Kind {
        FIRE,
        RESOLVE,
        TEST
    }

    private DeliveryId() {}

    /** The id of the delivery of this item: by its notification, or else the one it has, or else by the item itself. */
    static String of(FlowItem item, String automationId, boolean isTest) {
        Kind kind = isTest
                ? Kind.TEST
                : item.attribute(Attributes.ALERT_STATE)
                        .filter("resolved"::equals)
                        .map(state -> Kind.RESOLVE)
                        .orElse(Kind.FIRE);
        Optional<String> sequence = item.attribute(Attributes.LIMIT_SEQUENCE);
        if (sequence.isEmpty()) {
            return item.attribute(Attributes.WEBHOOK_ID)
                    .filter(id -> FORM.matcher(id).matches())
                    .orElseGet(() -> of(automationId, item.id(), kind.name().toLowerCase(Locale.ROOT)));
        }
        return of(
                automationId,
                item.attribute(Attributes.AUTOMATION_GENERATION).orElse(""),
                item.attribute(Attributes.LIMIT_GENERATION).orElse(""),
                item.attribute(Attributes.LIMIT_GROUP).orElse(""),
                sequence.get(),
                kind.name().toLowerCase(Locale.ROOT));
    }

    /** The id that these parts make. */
    static String of(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return "msg_" + base32(Endpoint.sha256(text.toString()));
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8 | next & 0xff) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }
}
