package io.btautomations.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code automations serve} as a process of its own. */
final class ServedLogs implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String url;

    private ServedLogs(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Serves the logs in a directory; what the process complains of is added to {@code serve.log} beside it. */
    static ServedLogs in(Path directory) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            TestFiles.standaloneJar().toString(),
                            "serve",
                            "--logs",
                            directory.toString(),
                            "--http",
                            "0",
                            "--format",
                            "json")
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolveSibling("serve.log").toFile()))
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder greeting = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                greeting.append(line);
                if (line.equals("}")) {
                    return new ServedLogs(
                            process,
                            JSON.readTree(greeting.toString()).get("url").asText());
                }
            }
            throw new IllegalStateException("the server said no address, see serve.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    /** Posts JSON and takes the answer, which must be a good one. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        path + " was answered with " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        }
    }

    /** The rows that a query gives. */
    JsonNode query(String query) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        return post("/btql", body).path("data");
    }

    /** Kills the process without asking. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks the process to end; how it did. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
