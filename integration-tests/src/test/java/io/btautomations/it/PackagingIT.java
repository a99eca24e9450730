package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that put the engine into a container and under systemd, as far as they can be checked without either. */
class PackagingIT {

    private static final String INSIDE = "/opt/automations/";

    private final Path folder = TestFiles.freshFolder("packaging");
    private final List<String> container = instructions(TestFiles.repository().resolve("packaging/Containerfile"));
    private final List<String> unit = TestFiles.text(TestFiles.repository().resolve("packaging/automations.service"))
            .lines()
            .toList();

    @Test
    void theJarIsNotTooBig() throws IOException {
        assertThat(Files.size(TestFiles.standaloneJar())).isLessThanOrEqualTo(40_000_000L);
    }

    /** SQLite cannot be done without; the compressors have no other way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/sqlite/native/Linux/x86_64/",
                "org/sqlite/native/Linux/aarch64/",
                "org/sqlite/native/Linux-Musl/x86_64/",
                "org/sqlite/native/Linux-Musl/aarch64/",
                "org/sqlite/native/Mac/x86_64/",
                "org/sqlite/native/Mac/aarch64/",
                "org/sqlite/native/Windows/x86_64/",
                "linux/amd64/libzstd",
                "linux/aarch64/libzstd",
                "darwin/x86_64/libzstd",
                "darwin/aarch64/libzstd",
                "win/amd64/libzstd",
                "org/xerial/snappy/native/Linux/x86_64/",
                "org/xerial/snappy/native/Linux/aarch64/",
                "org/xerial/snappy/native/Mac/x86_64/",
                "org/xerial/snappy/native/Mac/aarch64/",
                "org/xerial/snappy/native/Windows/x86_64/"
            })
    void theJarHasTheLibrariesOfThePlatformsThatThePageNames(String place) throws IOException {
        try (JarFile jar = new JarFile(TestFiles.standaloneJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .anyMatch(name -> name.startsWith(place));
        }
    }

    @Test
    void whatTheImageCopiesIsThere() {
        List<String> copies = of("COPY");
        assertThat(copies).isNotEmpty();
        for (String copy : copies) {
            assertThat(TestFiles.repository().resolve(copy.split(" ")[0]))
                    .as(copy)
                    .exists();
            assertThat(copy.split(" ")[1]).startsWith(INSIDE);
        }
    }

    @Test
    void theImagesCommandsRun() throws IOException, InterruptedException {
        String warmUp = of("RUN").get(0).split("&&")[0].strip();
        assertThat(warmUp).startsWith("java ").endsWith("automations.jar warm-up");
        run(outside(Arrays.asList(warmUp.split(" +"))));
        assertThat(folder.resolve("automations.jsa")).isNotEmptyFile();

        List<String> command = new ArrayList<>(words(of("ENTRYPOINT").get(0)));
        command.addAll(words(of("CMD").get(0)));
        assertThat(run(outside(command))).startsWith("Usage: automations ");
    }

    @Test
    void theImageRunsAsNobodyInParticularAndIsToldToEnd() {
        assertThat(of("USER")).containsExactly("10001");
        assertThat(of("STOPSIGNAL")).containsExactly("SIGTERM");
        assertThat(of("ENV")).containsExactly("AUTOMATIONS_STATE=/var/lib/automations");
        assertThat(of("VOLUME")).containsExactly("/var/lib/automations");
    }

    @Test
    void theUnitSaysWhatItMust() {
        assertThat(unit)
                .contains(
                        "User=automations",
                        "StateDirectory=automations",
                        "KillSignal=SIGTERM",
                        "Restart=on-failure",
                        "RestartPreventExitStatus=2 78",
                        "NoNewPrivileges=true",
                        "WantedBy=multi-user.target");
    }

    @Test
    void theUnitsCommandIsUnderstood() throws IOException, InterruptedException {
        String start = unit.stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        String command = start.substring(start.indexOf('\'') + 1, start.lastIndexOf('\''));
        Files.createDirectories(folder.resolve("flows"));
        Files.write(
                folder.resolve("flows/export.json"),
                FlowCopy.ofTemplate("export-s3").bytes());
        Files.writeString(folder.resolve("parameters.json"), "{}", StandardCharsets.UTF_8);
        String onceMore = command.replace(
                                INSIDE + "automations.jar",
                                TestFiles.standaloneJar().toString())
                        .replace("exec java ", "exec '" + java() + "' ")
                + " --help";
        assertThat(run(List.of("/bin/sh", "-c", onceMore))).startsWith("Usage: automations run ");
    }

    @Test
    void systemdUnderstandsTheUnit() throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
        run(List.of(
                "/usr/bin/systemd-analyze",
                "verify",
                TestFiles.repository().resolve("packaging/automations.service").toString()));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command.toString()).isTrue();
        assertThat(process.exitValue())
                .as(command + "\n" + TestFiles.text(output))
                .isZero();
        return TestFiles.text(output);
    }

    /** A command of the image as one of this machine. */
    private List<String> outside(List<String> command) {
        return command.stream()
                .map(word -> word.equals("java") ? java() : word)
                .map(word -> word.replace(
                        INSIDE + "automations.jar", TestFiles.standaloneJar().toString()))
                .map(word -> word.replace(INSIDE, folder + "/"))
                .toList();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private List<String> of(String instruction) {
        return container.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    private static List<String> words(String json) throws IOException {
        return List.of(new ObjectMapper().readValue(json, String[].class));
    }

    /** The instructions of a Containerfile, each in one line. */
    private static List<String> instructions(Path file) {
        return TestFiles.text(file)
                .replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
