package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    private static final Pattern TEMPLATE_LINK = Pattern.compile("\\(\\.\\./([a-z0-9-]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

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
    void itsPageAndThoseItLinksToTellOfEveryParameter(String template) throws IOException {
        Set<String> parameters = new TreeSet<>();
        new ObjectMapper()
                .readTree(FlowCopy.file(template).toFile())
                .path("parameterContexts")
                .forEach(context -> context.path("parameters")
                        .forEach(parameter ->
                                parameters.add(parameter.path("name").asText())));
        String own = page(template);
        Set<String> told = new TreeSet<>(told(own));
        assertThat(parameters).containsAll(told);

        for (String linked : matches(TEMPLATE_LINK, own)) {
            told.addAll(told(page(linked)));
        }
        assertThat(told).containsAll(parameters);
    }

    private static String page(String template) throws IOException {
        return Files.readString(FlowCopy.file(template).resolveSibling("README.md"));
    }

    /** The parameters that the tables of a page are about. */
    private static List<String> told(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(row -> matches(CODE, row.split("\\|")[1]).stream())
                .toList();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
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
