package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is in the NAR, and what must not be. */
class NarIT {

    private static final String BUNDLED = "META-INF/bundled-dependencies/";
    private static final long MOST_BYTES = 60L << 20;

    private static JarFile nar() throws IOException {
        return new JarFile(TestFiles.nar().toFile());
    }

    @Test
    void theManifestNamesTheServicesNarAsParent() throws IOException {
        try (JarFile nar = nar()) {
            Attributes manifest = nar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Nar-Group")).isEqualTo("io.btautomations");
            assertThat(manifest.getValue("Nar-Id")).isEqualTo("nifi-braintrust-automations-nar");
            assertThat(manifest.getValue("Nar-Dependency-Group")).isEqualTo("org.apache.nifi");
            assertThat(manifest.getValue("Nar-Dependency-Id")).isEqualTo("nifi-standard-services-api-nar");
            assertThat(manifest.getValue("Nar-Dependency-Version")).isEqualTo("2.3.0");
        }
    }

    @Test
    void nothingIsBundledThatNiFiBrings() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (JarFile nar = nar()) {
            for (String jar : bundled(nar)) {
                classes.addAll(classesOf(nar, jar));
            }
        }
        Set<String> brought = new TreeSet<>();
        for (Path part : parts()) {
            brought.addAll(classesBelow(part));
        }

        assertThat(brought).contains("org/apache/nifi/processor/Processor.class", "org/slf4j/Logger.class");
        brought.retainAll(classes);
        assertThat(brought).isEmpty();
        assertThat(classes)
                .contains("io/btautomations/nifi/StepProcessor.class")
                .noneMatch(name -> name.startsWith("org/apache/nifi/"));
    }

    @Test
    void everyBundledJarIsNamedInTheNotice() throws IOException {
        try (JarFile nar = nar()) {
            String notice = text(nar, "META-INF/NOTICE");

            assertThat(text(nar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
            assertThat(bundled(nar)).isNotEmpty().allSatisfy(jar -> {
                String artifact = jar.substring(BUNDLED.length()).replaceFirst("-\\d[^/]*\\.jar$", "");
                assertThat(notice.lines().map(String::strip)).contains(artifact);
            });
        }
    }

    @Test
    void theProcessorsAndTheirHelpAreDocumented() throws IOException {
        try (JarFile nar = nar()) {
            String manifest = text(nar, "META-INF/docs/extension-manifest.xml");
            for (String type :
                    List.of("ScheduledBtqlQuery", "FilterBtql", "RateLimitOnce", "PostWebhookPayload", "ExportToS3")) {
                String name = "io.btautomations.nifi." + type;
                assertThat(manifest).contains("<name>" + name + "</name>");
                assertThat(text(nar, "META-INF/docs/additional-details/" + name + "/additionalDetails.md"))
                        .startsWith("# " + type);
            }
        }
    }

    @Test
    void theNarStaysSmall() throws IOException {
        assertThat(Files.size(TestFiles.nar())).isLessThan(MOST_BYTES);
    }

    private static List<String> bundled(JarFile nar) {
        return nar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(BUNDLED) && name.endsWith(".jar"))
                .toList();
    }

    private static Set<String> classesOf(JarFile nar, String jar) throws IOException {
        try (InputStream content = nar.getInputStream(nar.getEntry(jar))) {
            return classes(content);
        }
    }

    /** Class names in a jar, or in the jars of a NAR. */
    private static Set<String> classesBelow(Path part) throws IOException {
        if (part.toString().endsWith(".jar")) {
            try (InputStream content = Files.newInputStream(part)) {
                return classes(content);
            }
        }
        Set<String> classes = new TreeSet<>();
        try (JarFile nar = new JarFile(part.toFile())) {
            for (String jar : bundled(nar)) {
                classes.addAll(classesOf(nar, jar));
            }
        }
        return classes;
    }

    private static Set<String> classes(InputStream content) throws IOException {
        Set<String> names = new TreeSet<>();
        ZipInputStream zip = new ZipInputStream(content);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class")) {
                names.add(name);
            }
        }
        return names;
    }

    /** What our NAR's classes see from above: NiFi's own class path and the parent NAR. */
    private static List<Path> parts() throws IOException {
        Path lib = NiFiServer.parts().resolve("lib");
        List<Path> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(lib)) {
            parts.addAll(files.filter(file -> file.toString().endsWith(".jar")
                            || file.getFileName().toString().startsWith("nifi-standard-services-api-nar"))
                    .toList());
        }
        return parts;
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
