package io.btautomations.btql.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.print.CanonicalPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AstJsonTest {

    private final BtqlParser parser = new BtqlParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'op':'literal','value':'x'}; 'x'",
                "{'op':'literal','value':[1,'a',null,true,{'k':2.50}]}; [1, 'a', null, true, {\"k\": 2.50}]",
                "{'op':'interval','value':7,'unit':'day'}; interval 7 day",
                "{'op':'ident','name':['metadata','models',0,'full name']}; metadata.models[0].\"full name\"",
                "{'op':'function','name':{'op':'ident','name':['count']},'args':[{'op':'star'}]}; count(*)",
                "{'op':'eq','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':1}}; a = 1",
                "{'op':'is','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':'x'}}; a IS 'x'",
                "{'op':'ge','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':-1}}; a >= -1",
                "{'op':'ilike','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':'%x%'}}; a ILIKE '%x%'",
                "{'op':'in','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':[1,2]}}; a IN [1, 2]",
                "{'op':'includes','haystack':{'op':'ident','name':['a']},'needle':{'op':'literal','value':'x'}}"
                        + "; a INCLUDES 'x'",
                "{'op':'and','children':[{'op':'ident','name':['a']},{'op':'ident','name':['b']},"
                        + "{'op':'ident','name':['c']}]}; a AND b AND c",
                "{'op':'if','conds':[{'cond':{'op':'ident','name':['a']},'then':{'op':'literal','value':1}}],"
                        + "'else':{'op':'literal','value':0}}; a ? 1 : 0",
                "{'op':'neg','expr':{'op':'ident','name':['a']}}; -a",
                "{'op':'not','expr':{'op':'ident','name':['a']}}; NOT a",
                "{'op':'isnull','expr':{'op':'ident','name':['a']}}; a IS NULL",
                "{'op':'isnotnull','expr':{'op':'ident','name':['a']}}; a IS NOT NULL",
                "{'op':'mod','left':{'op':'ident','name':['a']},'right':{'op':'literal','value':2}}; a % 2",
                "{'btql':'a <=> b'}; a <=> b",
                "{'btql':'count(DISTINCT a)'}; count(DISTINCT a)",
                "{'btql':'[a, b]'}; [a, b]",
            })
    void expressionsHaveTheFormOfTheSdks(String json, String text) throws BtqlException {
        String quoted = json.replace('\'', '"');
        assertThat(CanonicalPrinter.filter(AstJson.readExpression(quoted, parser)))
                .isEqualTo(text);
        assertThat(AstJson.write(parser.parseFilter(text))).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'op':'or','left':{'btql':'a'},'right':{'op':'or','left':{'btql':'b'},'right':{'btql':'c'}}}; a OR b OR c",
                "{'op':'btql','btql':'a = 1','loc':{'start':{'line':1,'col':1}}}; a = 1",
                "{'op':'ne','left':{'btql':'a'},'right':{'op':'literal','value':null}}; a != null",
                "{'op':'is','left':{'btql':'a'},'right':{'op':'literal','value':null}}; a IS NULL",
                "{'left':{'btql':'a'},'right':{'btql':'b'},'op':'lt'}; a < b",
                "{'op':'and','children':[{'btql':'a'}]}; a",
                "{'op':'neg','expr':{'op':'literal','value':5}}; -5",
                "{'op':'function','name':{'op':'ident','name':['COUNT']},'args':[]}; count()",
            })
    void moreFormsAreRead(String json, String text) throws BtqlException {
        assertThat(CanonicalPrinter.filter(AstJson.readExpression(json.replace('\'', '"'), parser)))
                .isEqualTo(text);
    }

    @Test
    void percentagesAreWrittenAsNumbers() throws BtqlException {
        assertThat(AstJson.write(parser.parseFilter("50%"))).isEqualTo("{\"op\":\"literal\",\"value\":0.50}");
    }

    @Test
    void aQueryWithEverythingIsReadAndWritten() throws Exception {
        String text = "select: id, scores.a AS score | from: project_logs('p', 'q') traces"
                + " | unpivot: scores AS (name, value), tags AS (tag) | filter: a = 1 AND b | trace_filter: c"
                + " | pivot: n | final_filter: n > 1 | sample: 25% repeatable (7) | sort: created DESC, id | limit: 10"
                + " | cursor: 'c' | preview_length: -1 | comparison_key: input | weighted_scores: a AS b"
                + " | custom_columns: c AS d | inference_budget: 5";
        String json = AstJson.write(parser.parseQuery(text));
        assertThat(CanonicalPrinter.query(AstJson.readQuery(json, parser), Dialect.BTQL))
                .isEqualTo(text);
        assertThat(new ObjectMapper().readTree(json).at("/from/args/1/value").asText())
                .isEqualTo("q");
        assertThat(new ObjectMapper().readTree(json).at("/sort/0/dir").asText()).isEqualTo("desc");
        assertThat(new ObjectMapper().readTree(json).at("/unpivot/0/alias/1").asText())
                .isEqualTo("value");
        assertThat(new ObjectMapper().readTree(json).at("/sample/method/value").asDouble())
                .isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'select':[{'op':'star'}],'from':'dataset(\\'d\\')','filter':[{'btql':'a'},{'btql':'b'}],'cursor':null}"
                        + "; select: * | from: dataset('d') | filter: a AND b",
                "{'select':[{'op':'star'}],'filter':[],'sample':5,'limit':null}; select: * | sample: 5",
                "{'select':[{'op':'star'}],'filter':[{'btql':'a'}]}; select: * | filter: a",
                "{'infer':[{'op':'star'}],'inference_budget':3}; infer: * | inference_budget: 3",
                "{'measures':[{'alias':'n','expr':{'btql':'count(1)'}}],'from':{'op':'ident','name':['logs']}}"
                        + "; measures: count(1) AS n | from: logs",
                "{'select':[{'op':'star','replace':{'name':{'btql':'lower(name)'}}}]}"
                        + "; select: * REPLACE (lower(name) AS name)",
                "{'dimensions':[{'expr':{'btql':'a'}}],'pivot':[],'sort':[{'expr':{'btql':'a'}}]}"
                        + "; dimensions: a | sort: a",
            })
    void queriesOfTheSdksAreRead(String json, String text) throws BtqlException {
        String quoted = json.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
        assertThat(CanonicalPrinter.query(AstJson.readQuery(quoted, parser), Dialect.BTQL))
                .isEqualTo(text);
    }

    @Test
    void deepJsonIsRefused() {
        String json = "{\"op\":\"not\",\"expr\":".repeat(100_000);
        assertThatThrownBy(() -> AstJson.readExpression(json, parser))
                .isInstanceOf(BtqlException.class)
                .hasMessageStartingWith("BTQL-213");
    }
}
