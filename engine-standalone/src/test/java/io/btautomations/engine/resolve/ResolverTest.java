package io.btautomations.engine.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.Scope;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Fixture;
import io.btautomations.engine.flow.FlowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

    private static final FlowDefinition NESTED = Fixture.read("nested.json", Fixture.text("nested.json"));
    private static final Map<String, String> ITEM = Map.of("record.count", "5", "kind", "low");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain                                  | plain
            #{team}                                | alerting
            of #{team}, at #{ log.paths }          | of alerting, at /var/log/spans/*.jsonl
            ##{team}                               | #{team}
            ###{team}                              | #alerting
            #{'team'}                              | alerting
            open #{team                            | open #{team
            # and {team}                           | # and {team}
            ${record.count} rows of #{team}        | 5 rows of alerting
            ${kind:toUpper():append(#{team})}      | LOWalerting
            ${literal(2):plus(3)}                  | 5
            ${kind:toUpper()} of ##{team}          | LOW of #{team}
            ${kind:toUpper()} of ####{team}        | LOW of ##{team}
            ${kind:toUpper()} of ###{team} {}      | LOW of #alerting {}
            $${kind}                               | ${kind}
            ${nothing.of.the.kind}                 | ''
            """)
    void resolvesParametersAndExpressions(String text, String value) throws UnresolvedException {
        assertThat(resolver().prepare(text, Scope.ITEM, false).evaluate(ITEM)).isEqualTo(value);
    }

    @Test
    void leavesExpressionsAloneWhereThereAreNone() throws UnresolvedException {
        Template template = resolver().prepare("select ${x} from #{team}", Scope.LITERAL, false);
        assertThat(template.hasExpressions()).isFalse();
        assertThat(template.evaluate(ITEM)).isEqualTo("select ${x} from alerting");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #{tema}         | FLOW-302 | parameter 'tema' is not in parameter context 'Support bot, alert' | did you mean 'team'?
            ${#{tema}}      | FLOW-302 | parameter 'tema' is not in parameter context 'Support bot, alert' | did you mean 'team'?
            #{webhook.url}  | FLOW-308 | parameter 'webhook.url' is sensitive and the setting is not, so its value would show | mark the parameter as not sensitive, or refer to another one
            ${kind:toUper()} | FLOW-304 | the expression in '${kind:toUper()}' is malformed: Unexpected token 'toUper' at line 1, column 7. Query: ${kind:toUper()} | write $$ for a plain dollar sign before a brace
            """)
    void saysWhatIsWrong(String text, String code, String message, String hint) {
        assertThatThrownBy(() -> resolver().prepare(text, Scope.ITEM, false).evaluate(ITEM))
                .isInstanceOfSatisfying(UnresolvedException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e).hasMessage(message);
                    assertThat(e.hint()).contains(hint);
                });
    }

    @Test
    void saysThatASecretIsMissingAndHowToGiveIt() {
        assertThatThrownBy(() -> resolver().prepare("#{webhook.url}", Scope.LITERAL, true))
                .isInstanceOfSatisfying(UnresolvedException.class, e -> {
                    assertThat(e).hasMessage("parameter 'webhook.url' has no value");
                    assertThat(e.hint())
                            .contains("set it by --parameters FILE or the variable AUTOMATIONS_PARAM_WEBHOOK_URL");
                });
    }

    @Test
    void takesValuesFromOutsideBeforeThoseInTheFile() throws UnresolvedException {
        ParameterValues values = ParameterSources.environment(Map.of(
                        "AUTOMATIONS_PARAM_TEAM", "from environment", "AUTOMATIONS_PARAM_WEBHOOK_URL", "https://x"))
                .and(ParameterSources.typed(Map.of("team", "typed")));
        Resolver resolver = new Resolver(Parameters.of(NESTED, Optional.of("Support bot, alert"), values));
        assertThat(resolver.prepare("#{team}", Scope.LITERAL, false).evaluate(Map.of()))
                .isEqualTo("typed");
        assertThat(resolver.prepare("#{webhook.url}", Scope.LITERAL, true).evaluate(Map.of()))
                .isEqualTo("https://x");
    }

    @Test
    void refusesSecretsOnTheCommandLine() {
        List<Finding> findings = new ArrayList<>();
        Parameters.check(NESTED, ParameterSources.typed(Map.of("webhook.url", "https://secret")), findings);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FLOW-307");
            assertThat(finding.render()).doesNotContain("https://secret");
        });
    }

    @Test
    void seesNoParametersOfGroupsAround() {
        Resolver resolver = new Resolver(Parameters.of(NESTED, Optional.empty(), ParameterValues.none()));
        assertThatThrownBy(() -> resolver.prepare("#{team}", Scope.LITERAL, false))
                .hasMessage("parameter 'team' is used here, but the process group has no parameter context");
    }

    private static Resolver resolver() {
        return new Resolver(Parameters.of(NESTED, Optional.of("Support bot, alert"), ParameterValues.none()));
    }
}
