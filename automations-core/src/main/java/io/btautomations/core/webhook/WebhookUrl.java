package io.btautomations.core.webhook;

import io.btautomations.core.setting.SettingFormatException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The texts of URLs in settings. */
final class WebhookUrl {

    private static final String EXPECTATION = "a URL such as 'https://example.com/hook', without spaces or user name";

    private WebhookUrl() {}

    /** An absolute {@code http} or {@code https} URL with a host and neither user name nor fragment. */
    static URI parse(String text) throws SettingFormatException {
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new SettingFormatException(EXPECTATION);
        }
        throw new SettingFormatException(EXPECTATION);
    }
}
