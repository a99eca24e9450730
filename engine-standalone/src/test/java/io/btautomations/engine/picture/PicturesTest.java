package io.btautomations.engine.picture;

import static io.btautomations.engine.flow.TestFlow.scheduled;
import static io.btautomations.engine.flow.TestFlow.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.TestFlow;
import io.btautomations.engine.graph.FlowGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PicturesTest {

    @Test
    void aTreeOfLinesDrawsEachProcessorOnce() {
        assertThat(TextPicture.of(pictures().get(0))).isEqualTo("""
                        Alert "a"  [test.json]
                          Source 'source'  (every 1 min)
                          ├─ success ─▶ Filter 'filter'
                          │  ├─ matched ─▶ Poster 'poster'
                          │  │  ├─ retry ─▶ itself, again
                          │  │  ├─ failure ─▶ waits for a person
                          │  │  └─ success ─▶ done
                          │  └─ unmatched ─▶ Sink 'sink'  (off)
                          │     └─ success ─▶ done
                          └─ success ─▶ Sink 'sink', see above
                        """);
    }

    @Test
    void mermaidIsGivenNoCharacterThatMeansSomethingToIt() {
        assertThat(DrawnPicture.mermaid(pictures()))
                .startsWith("flowchart TD\n  subgraph g0[\"Alert #34;a#34;\"]\n")
                .contains("    n0[\"Source 'source'<br/>every 1 min\"]\n")
                .contains("    n0 -- \"success\" --> n1\n")
                .contains("    n3 -- \"retry\" --> n3\n", "([\"waits for a person\"])")
                .endsWith("  end\n");
    }

    @Test
    void dotIsQuoted() {
        assertThat(DrawnPicture.dot(pictures()))
                .startsWith("digraph automations {\n")
                .contains("    label=\"Alert \\\"a\\\"\";\n")
                .contains("    n0 [label=\"Source 'source'\\nevery 1 min\"];\n")
                .contains("    n1 -> n3 [label=\"matched\"];\n")
                .endsWith("  }\n}\n");
    }

    private static List<Picture> pictures() {
        FlowDefinition definition = TestFlow.of("Alert \"a\"")
                .processor("Sink", "sink", Map.of(), processor -> {
                    terminated("success").accept(processor);
                    processor.put("scheduledState", "DISABLED");
                })
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Filter", "filter")
                .processor("Poster", "poster", Map.of(), terminated("success"))
                .connect("source", "success", "filter")
                .connect("source", "success", "sink")
                .connect("filter", "matched", "poster")
                .connect("filter", "unmatched", "sink")
                .connect("poster", "retry", "poster")
                .park("poster", "failure", "funnel")
                .definition();
        return Pictures.of(definition, FlowGraph.of(definition, new ArrayList<>()));
    }
}
