package io.btautomations.nifi;

import io.btautomations.core.port.Network;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.step.StepException;
import java.net.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxyConfigurationService;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.ssl.SSLContextProvider;

/** The controller services that a component is configured with, in the core's terms. */
final class LentServices {

    private final StepDeclaration declaration;
    private final PropertyContext context;

    LentServices(StepDeclaration declaration, PropertyContext context) {
        this.declaration = declaration;
        this.context = context;
    }

    /** The type of the services that a user may choose from. */
    static Class<? extends ControllerService> type(ServiceKind kind) {
        return switch (kind) {
            case PROXY -> ProxyConfigurationService.class;
            case TLS -> SSLContextProvider.class;
            case RECORD_READER -> RecordReaderFactory.class;
            case RECORD_WRITER -> RecordSetWriterFactory.class;
        };
    }

    /**
     * The way to others as these services have it.
     *
     * @throws StepException if a service cannot give what it is asked for
     */
    Network network() throws StepException {
        return new Network(proxy(), tls());
    }

    /** What reads and writes content that is not JSON; empty if the component is not configured to. */
    Optional<RecordServices> records() {
        return find(ServiceKind.RECORD_READER, RecordReaderFactory.class)
                .map(reader ->
                        new RecordServices(reader, find(ServiceKind.RECORD_WRITER, RecordSetWriterFactory.class)));
    }

    private Optional<ProxyServer> proxy() throws StepException {
        Optional<ProxyConfiguration> found = ask(
                        ServiceKind.PROXY, ProxyConfigurationService.class, ProxyConfigurationService::getConfiguration)
                .filter(configuration -> configuration.getProxyType() != Proxy.Type.DIRECT);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ProxyConfiguration proxy = found.get();
        if (proxy.getProxyType() != Proxy.Type.HTTP) {
            throw new StepException("The proxy of the Proxy Configuration Service must be of type HTTP or DIRECT, got "
                    + proxy.getProxyType());
        }
        return Optional.of(new ProxyServer(
                proxy.getProxyServerHost(),
                proxy.getProxyServerPort(),
                proxy.hasCredential()
                        ? Optional.of(
                                new ProxyServer.Credentials(proxy.getProxyUserName(), proxy.getProxyUserPassword()))
                        : Optional.empty()));
    }

    private Optional<SSLContext> tls() throws StepException {
        return ask(ServiceKind.TLS, SSLContextProvider.class, SSLContextProvider::createContext);
    }

    /** The answer of the service that the component is configured with, if it is with one. */
    private <S extends ControllerService, A> Optional<A> ask(ServiceKind kind, Class<S> type, Function<S, A> question)
            throws StepException {
        Optional<S> service = find(kind, type);
        try {
            return service.map(question);
        } catch (RuntimeException e) {
            String setting = property(kind).map(PropertyDescriptor::getName).orElse(kind.name());
            throw new StepException(
                    "The " + setting + " cannot be used; see that it is valid and enabled: " + e.getMessage(), e);
        }
    }

    private <S extends ControllerService> Optional<S> find(ServiceKind kind, Class<S> type) {
        return property(kind)
                .flatMap(property ->
                        Optional.ofNullable(context.getProperty(property).asControllerService(type)));
    }

    /** The property for such a service, if the component has one and it applies. */
    private Optional<PropertyDescriptor> property(ServiceKind kind) {
        return declaration.properties().entrySet().stream()
                .filter(property -> property.getKey().service().equals(Optional.of(kind)))
                .filter(property -> declaration.texts().applies(context, property.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
