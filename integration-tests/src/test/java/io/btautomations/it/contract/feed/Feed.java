package io.btautomations.it.contract.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.Validator;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/**
 * Makes a FlowFile of each pair of files in a folder, {@code NAME.content} and {@code NAME.attributes}, in the order of
 * their names, and deletes them once the FlowFile is safe. It runs within NiFi, where there is nothing but NiFi's API.
 */
@InputRequirement(Requirement.INPUT_FORBIDDEN)
public final class Feed extends AbstractProcessor {

    static final String ATTRIBUTES = ".attributes";
    static final String CONTENT = ".content";

    private static final PropertyDescriptor FOLDER = new PropertyDescriptor.Builder()
            .name("Folder")
            .required(true)
            .addValidator(Validator.VALID)
            .build();
    private static final Relationship SUCCESS =
            new Relationship.Builder().name("success").build();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(FOLDER);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        List<Path> items = items(Path.of(context.getProperty(FOLDER).getValue()));
        for (Path item : items) {
            FlowFile flowFile = session.write(session.create(), into -> Files.copy(content(item), into));
            session.transfer(session.putAllAttributes(flowFile, attributes(item)), SUCCESS);
        }
        session.commitAsync(() -> items.forEach(Feed::delete));
        if (items.isEmpty()) {
            context.yield();
        }
    }

    private static List<Path> items(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ATTRIBUTES))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path content(Path item) {
        String name = item.getFileName().toString();
        return item.resolveSibling(name.substring(0, name.length() - ATTRIBUTES.length()) + CONTENT);
    }

    private static Map<String, String> attributes(Path item) {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(item)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> attributes.put(name, properties.getProperty(name)));
        return attributes;
    }

    private static void delete(Path item) {
        try {
            Files.delete(item);
            Files.deleteIfExists(content(item));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
