package io.btautomations.core.webhook;

import io.btautomations.core.identity.StableId;
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
        return StableId.of("msg_", parts);
    }
}
