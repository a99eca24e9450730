package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped templates on a real canvas. With {@code -Dtemplates.refresh=true} the files are brought up to what the
 * server downloads, which is how a change of a processor's properties gets into them.
 */
@ExtendWith(RunningNiFi.class)
class TemplatesIT {

    static List<String> templates() throws IOException {
        try (Stream<Path> folders = Files.list(TestFiles.repository().resolve("templates"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateIsWhatNiFiDownloads(String template, NiFiServer nifi) throws IOException {
        Path file = FlowCopy.file(template);
        ObjectMapper json = new ObjectMapper();
        JsonNode contents = json.readTree(file.toFile()).path("flowContents");

        String group = nifi.client().upload(contents.path("name").asText(), Files.readAllBytes(file));
        String downloaded = NormalizedFlow.of(
                nifi.client().download(group), contents.path("identifier").asText());

        if (Boolean.getBoolean("templates.refresh")) {
            Files.writeString(file, downloaded);
        }
        assertThat(Files.readString(file)).isEqualTo(downloaded);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theExampleParametersMakeEveryProcessorValid(String template, NiFiServer nifi) throws IOException {
        Map<String, String> example = new ObjectMapper()
                .readerForMapOf(String.class)
                .readValue(FlowCopy.file(template)
                        .resolveSibling("parameters.example.json")
                        .toFile());
        String group = nifi.client()
                .upload(
                        template,
                        FlowCopy.ofTemplate(template)
                                .withContext(template + " with example parameters")
                                .bytes());

        nifi.client().setParameters(group, example);

        for (NiFiClient.Processor processor : nifi.client().processors(group)) {
            String type = processor.type().substring(processor.type().lastIndexOf('.') + 1);
            assertThat(nifi.client().validated(group, type).validationErrors())
                    .as(type)
                    .isEmpty();
        }
    }
}
