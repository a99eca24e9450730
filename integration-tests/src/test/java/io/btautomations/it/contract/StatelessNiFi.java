package io.btautomations.it.contract;

import io.btautomations.it.NiFiServer;
import io.btautomations.it.TestFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.nifi.flow.VersionedExternalFlow;
import org.apache.nifi.nar.NarClassLoaders;
import org.apache.nifi.nar.NarUnpackMode;
import org.apache.nifi.nar.NarUnpacker;
import org.apache.nifi.nar.SystemBundle;
import org.apache.nifi.stateless.config.ExtensionClientDefinition;
import org.apache.nifi.stateless.config.SslContextDefinition;
import org.apache.nifi.stateless.config.StatelessConfigurationException;
import org.apache.nifi.stateless.engine.StatelessEngineConfiguration;
import org.apache.nifi.stateless.flow.StandardDataflowDefinition;
import org.apache.nifi.stateless.flow.StandardStatelessDataflowFactory;
import org.apache.nifi.stateless.flow.StatelessDataflow;

/** NiFi's Stateless engine in this JVM, with our NAR as it is released and the one below it. */
final class StatelessNiFi {

    private final Path home = TestFiles.freshFolder("stateless");
    private final ClassLoader root = new WithoutOurs(StatelessNiFi.class.getClassLoader());

    /** Unpacks the NARs, as Stateless's own start does, which is not to be had by itself. */
    StatelessNiFi() {
        try {
            Path nars = Files.createDirectories(home.resolve("nars"));
            Files.copy(TestFiles.nar(), nars.resolve(TestFiles.nar().getFileName()));
            try (Stream<Path> parts = Files.list(NiFiServer.parts().resolve("lib"))) {
                for (Path part : parts.filter(StatelessNiFi::isNeeded).toList()) {
                    Files.copy(part, nars.resolve(part.getFileName()));
                }
            }
            Path unpacked = Files.createDirectories(home.resolve("work/nar"));
            Files.createDirectories(home.resolve("extensions"));
            NarUnpacker.unpackNars(
                    SystemBundle.create(nars.toString(), root),
                    unpacked.resolve("framework").toFile(),
                    unpacked.resolve("extensions").toFile(),
                    List.of(nars),
                    false,
                    NarClassLoaders.FRAMEWORK_NAR_ID,
                    false,
                    false,
                    NarUnpackMode.UNPACK_INDIVIDUAL_JARS,
                    coordinate -> true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flow that is ready to be validated. */
    StatelessDataflow create(VersionedExternalFlow flow) {
        try {
            return new StandardStatelessDataflowFactory()
                    .createDataflow(
                            new Configuration(home),
                            new StandardDataflowDefinition.Builder()
                                    .versionedExternalFlow(flow)
                                    .build(),
                            root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StatelessConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static boolean isNeeded(Path part) {
        String name = part.getFileName().toString();
        return name.startsWith("nifi-standard-services-api-nar")
                || name.startsWith("nifi-standard-shared-nar")
                || name.startsWith("nifi-jetty-nar");
    }

    /** Hides what this test has of our own, so that the NAR brings it. */
    private static final class WithoutOurs extends ClassLoader {

        WithoutOurs(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.btautomations.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/org.apache.nifi.processor")
                    ? Collections.emptyEnumeration()
                    : super.getResources(name);
        }
    }

    private record Configuration(Path home) implements StatelessEngineConfiguration {

        @Override
        public File getWorkingDirectory() {
            return home.resolve("work").toFile();
        }

        @Override
        public File getNarDirectory() {
            return home.resolve("nars").toFile();
        }

        @Override
        public File getExtensionsDirectory() {
            return home.resolve("extensions").toFile();
        }

        @Override
        public Collection<File> getReadOnlyExtensionsDirectories() {
            return List.of();
        }

        @Override
        public File getKrb5File() {
            return home.resolve("krb5.conf").toFile();
        }

        @Override
        public Optional<File> getContentRepositoryDirectory() {
            return Optional.empty();
        }

        @Override
        public SslContextDefinition getSslContext() {
            return null;
        }

        @Override
        public String getSensitivePropsKey() {
            return "contract-of-the-hosts";
        }

        @Override
        public List<ExtensionClientDefinition> getExtensionClients() {
            return List.of();
        }

        @Override
        public boolean isLogExtensionDiscovery() {
            return false;
        }

        @Override
        public String getStatusTaskInterval() {
            return null;
        }
    }
}
