package io.btautomations.it.contract.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The NAR of {@link Feed}, and what lies in the folder that it reads. */
public final class FeedNar {

    /** The class of the processor. */
    public static final String TYPE = Feed.class.getName();

    /** The NAR's artifact; its group and version are those of our own NAR. */
    public static final String ARTIFACT = "contract-feed-nar";

    private FeedNar() {}

    /** The NAR. NiFi unpacks the entries one by one, so folders stand before what is in them. */
    public static byte[] bytes() {
        String jarClass = TYPE.replace('.', '/') + ".class";
        try (InputStream type = Feed.class.getResourceAsStream("Feed.class")) {
            Map<String, byte[]> jar = new LinkedHashMap<>();
            jar.put(jarClass, type.readAllBytes());
            jar.put("META-INF/services/org.apache.nifi.processor.Processor", TYPE.getBytes(StandardCharsets.UTF_8));
            Map<String, byte[]> nar = new LinkedHashMap<>();
            nar.put("META-INF/", new byte[0]);
            nar.put(
                    "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\nNar-Group: io.btautomations\nNar-Id: %s\nNar-Version: 0.1.0\n"
                            .formatted(ARTIFACT)
                            .getBytes(StandardCharsets.UTF_8));
            nar.put("META-INF/bundled-dependencies/", new byte[0]);
            nar.put("META-INF/bundled-dependencies/feed.jar", archive(jar));
            return archive(nar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an item where the processor takes it. */
    public static void put(Path folder, String name, byte[] content, Map<String, String> attributes) {
        Properties properties = new Properties();
        properties.putAll(attributes);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            properties.store(text, null);
            Files.write(folder.resolve(name + Feed.CONTENT), content);
            Path written = Files.write(folder.resolve(name + ".part"), text.toByteArray());
            Files.move(written, folder.resolve(name + Feed.ATTRIBUTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                archive.putNextEntry(new ZipEntry(file.getKey()));
                archive.write(file.getValue());
                archive.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
