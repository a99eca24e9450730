package io.btautomations.engine.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.setting.Scope;
import io.btautomations.engine.flow.Fixture;
import io.btautomations.engine.flow.FlowDefinition;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.nifi.attribute.expression.language.StandardPropertyValue;
import org.apache.nifi.parameter.ParameterLookup;

/** Texts with expressions say what NiFi's own implementation says of them as a whole. */
class ExpressionTemplateProperties {

    private static final FlowDefinition NESTED = Fixture.read("nested.json", Fixture.text("nested.json"));
    private static final Resolver RESOLVER =
            new Resolver(Parameters.of(NESTED, Optional.of("Support bot, alert"), ParameterValues.none()));
    private static final Map<String, String> ITEM =
            Map.of("record.count", "5", "a.b", "", "x_1.Y", "${record.count}", "kind", "low");

    @Property(tries = 1_000)
    void textsMeanWhatTheyMeanToNiFi(@ForAll("texts") String text) throws UnresolvedException {
        String expected = new StandardPropertyValue(text, null, ParameterLookup.EMPTY)
                .evaluateAttributeExpressions(ITEM)
                .getValue();
        assertThat(RESOLVER.prepare(text, Scope.ITEM, false).evaluate(ITEM)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "${record.count}",
                        "${a.b}",
                        "${x_1.Y}",
                        "${no.such.name}",
                        "${literal.a}",
                        "${now.x}",
                        "${kind}",
                        "${kind:toUpper()}",
                        "${record.count:plus(1)}",
                        "${record.count:append(${kind})}",
                        "$${kind}",
                        "$${record.count}",
                        "$$",
                        "{",
                        "}",
                        "#",
                        "\\",
                        "'",
                        "\n",
                        "é",
                        "text")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.contains("#{"));
    }
}
