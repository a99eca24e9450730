package io.btautomations.core.aws;

import io.btautomations.core.setting.SettingFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Tags of objects.
 *
 * @param values by key, as they were given
 */
record ObjectTags(Map<String, String> values) {

    private static final int MOST = 10;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N} _.:/+@-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} _.:/+=@-]{0,256}");

    /** The tags of a text such as {@code team=ml, retention=1y}. */
    static ObjectTags parse(String text) throws SettingFormatException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String key = pair.substring(0, Math.max(0, equals)).strip();
            String value = pair.substring(equals + 1).strip();
            boolean valid = KEY.matcher(key).matches() && VALUE.matcher(value).matches();
            if (!valid || values.putIfAbsent(key, value) != null || values.size() > MOST) {
                throw new SettingFormatException(
                        "1 to " + MOST
                                + " tags such as 'team=ml, retention=1y', each key once, of letters, digits, spaces and _.:/+@-");
            }
        }
        return new ObjectTags(values);
    }

    Tagging tagging() {
        return Tagging.builder()
                .tagSet(values.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
