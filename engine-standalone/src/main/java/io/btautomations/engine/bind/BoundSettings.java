package io.btautomations.engine.bind;

import io.btautomations.core.setting.Settings;
import io.btautomations.engine.resolve.Template;
import io.btautomations.engine.resolve.UnresolvedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of one processor, ready to be resolved for an item. Immutable and safe for several threads. */
public final class BoundSettings {

    private final Map<String, Template> templates;
    private final Settings fixed;

    BoundSettings(Map<String, Template> templates) throws UnresolvedException {
        this.templates = Map.copyOf(templates);
        this.fixed = resolve(Map.of());
    }

    /** The settings as they stand without an item. */
    public Settings fixed() {
        return fixed;
    }

    /**
     * The settings as they stand for an item.
     *
     * @throws UnresolvedException if an expression cannot be computed for these attributes
     */
    public Settings forItem(Map<String, String> attributes) throws UnresolvedException {
        return templates.values().stream().anyMatch(Template::hasExpressions) ? resolve(attributes) : fixed;
    }

    /** Whether the setting has expressions. */
    boolean hasExpressions(String setting) {
        Template template = templates.get(setting);
        return template != null && template.hasExpressions();
    }

    private Settings resolve(Map<String, String> attributes) throws UnresolvedException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Template> entry : templates.entrySet()) {
            texts.put(entry.getKey(), entry.getValue().evaluate(attributes));
        }
        return Settings.of(texts);
    }
}
