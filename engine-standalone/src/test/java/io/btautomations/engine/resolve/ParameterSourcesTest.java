package io.btautomations.engine.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterSourcesTest {

    @TempDir
    private Path directory;

    @Test
    void readsJsonWithValuesInFilesOfTheirOwn() throws IOException {
        Files.writeString(directory.resolve("secret.txt"), "https://example.org/hook\n");
        Path file = Files.writeString(
                directory.resolve("p.json"),
                "{\"url\": \"@secret.txt\", \"n\": 5, \"none\": null, \"at\": \"@@home\"}");
        ParameterValues values = ParameterSources.file(file);
        assertThat(values.find("url")).contains("https://example.org/hook");
        assertThat(values.find("n")).contains("5");
        assertThat(values.find("none")).isEmpty();
        assertThat(values.find("at")).contains("@home");
    }

    @Test
    void readsPropertiesInUtf8() throws IOException {
        Path file = Files.writeString(directory.resolve("p.properties"), "# comment\nteam name = Zürich\nurl=a=b\n");
        ParameterValues values = ParameterSources.file(file);
        assertThat(values.find("url")).contains("a=b");
        assertThat(values.find("team")).contains("name = Zürich");
    }

    @Test
    void namesVariablesAfterParameters() {
        assertThat(ParameterSources.environmentName("btql.filter")).isEqualTo("AUTOMATIONS_PARAM_BTQL_FILTER");
        assertThat(ParameterSources.environmentName("Größe 2")).isEqualTo("AUTOMATIONS_PARAM_GR_SSE_2");
    }

    @Test
    void saysWhichSecretFileIsMissing() throws IOException {
        Path file = Files.writeString(directory.resolve("p.json"), "{\"url\": \"@gone.txt\"}");
        assertThatThrownBy(() -> ParameterSources.file(file))
                .isInstanceOf(IOException.class)
                .hasMessage("the value of 'url' in '" + file + "' names '" + directory.resolve("gone.txt")
                        + "', which cannot be read");
    }

    @Test
    void saysWhereAParameterFileIsMalformed() throws IOException {
        Path file = Files.writeString(directory.resolve("p.json"), "{\n\"url\": https}");
        assertThatThrownBy(() -> ParameterSources.file(file)).hasMessage("'" + file + "' is not valid JSON (line 2)");
    }
}
