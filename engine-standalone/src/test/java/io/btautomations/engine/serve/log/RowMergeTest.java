package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of Braintrust's API reference, and what the official client's own merge does. */
class RowMergeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input":{"a":5,"b":10}}  | {"input":{"b":11,"c":20}} | {"input":{"a":5,"b":11,"c":20}}
            {"input":{"a":{"b":10},"c":{"d":20}},"output":{"a":20}} | {"_merge_paths":[["input","a"],["output"]],"input":{"a":{"q":30},"c":{"e":30},"bar":"baz"},"output":{"d":40}} | {"input":{"a":{"q":30},"c":{"d":20,"e":30},"bar":"baz"},"output":{"d":40}}
            {"tags":["a","b"]} | {"tags":["b","c"]} | {"tags":["a","b","c"]}
            {"tags":["a","b"]} | {"tags":["c"],"_merge_paths":[["tags"]]} | {"tags":["c"]}
            {"tags":null} | {"tags":["c","c"]} | {"tags":["c","c"]}
            {"tags":["a"]} | {"tags":null} | {"tags":null}
            {"metadata":{"tags":["a"]}} | {"metadata":{"tags":["b"]}} | {"metadata":{"tags":["b"]}}
            {"input":[1,2]} | {"input":[3]} | {"input":[3]}
            {"input":{"a":1}} | {"input":null} | {"input":null}
            {"input":"text"} | {"input":{"a":1}} | {"input":{"a":1}}
            {"metadata":{"a":1}} | {"metadata":{"a":null}} | {"metadata":{"a":null}}
            {"created":"then","span_parents":["p"]} | {"created":"now","span_parents":["q"]} | {"created":"then","span_parents":["p"]}
            {"span_parents":null} | {"span_parents":["q"]} | {"span_parents":["q"]}
            {"tags":["foo","bar","baz"]} | {"_array_delete":[{"path":["tags"],"delete":["foo","bar"]}]} | {"tags":["baz"]}
            {"metadata":{"categories":["value",1]}} | {"_array_delete":[{"path":["metadata","categories"],"delete":["value"]}]} | {"metadata":{"categories":[1]}}
            {"metadata":1} | {"_array_delete":[{"path":["metadata","categories"],"delete":["value"]}]} | {"metadata":1}
            {"scores":{"a":1}} | {"scores":{"a":1.50}} | {"scores":{"a":1.50}}
            """)
    void merges(String row, String part, String expected) throws LogException {
        ObjectNode merged = TestLogs.row(row);
        RowMerge.merge(merged, TestLogs.row(part));
        merged.remove(RowMerge.MERGE_PATHS);
        merged.remove(RowMerge.ARRAY_DELETE);
        assertThat(merged).hasToString(TestLogs.row(expected).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"_merge_paths":"input"}      | _merge_paths should look like [["input","messages"]]
            {"_merge_paths":["input"]}    | _merge_paths should look like [["input","messages"]]
            {"_merge_paths":[["a",1]]}    | _merge_paths should look like [["input","messages"]]
            {"_array_delete":[{}]}        | _array_delete should look like [{"path":["tags"],"delete":["draft"]}]
            {"_array_delete":{"path":[]}} | _array_delete should look like [{"path":["tags"],"delete":["draft"]}]
            """)
    void saysHowItShouldBeTold(String part, String message) {
        assertThatThrownBy(() -> RowMerge.merge(TestLogs.row("{}"), TestLogs.row(part)))
                .isInstanceOf(LogException.class)
                .hasMessage(message);
    }
}
