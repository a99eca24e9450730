package io.btautomations.nifi;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.step.StepException;
import java.net.Proxy;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxyConfigurationService;
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
        };
    }

    /**
     * Transports as these services have it.
     *
     * @throws StepException if a service cannot give what it is asked for
     */
    HttpTransports http(HttpTransports transports) throws StepException {
        return transports.through(proxy(), tls());
    }

    private Optional<ProxyServer> proxy() throws StepException {
        Optional<ProxyConfiguration> found = service(ServiceKind.PROXY, ProxyConfigurationService.class)
                .map(ProxyConfigurationService::getConfiguration)
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
        try {
            return service(ServiceKind.TLS, SSLContextProvider.class).map(SSLContextProvider::createContext);
        } catch (ProcessException e) {
            throw new StepException(
                    "The SSL Context Service gives no keys; look at its key store and trust store: " + e.getMessage(),
                    e);
        }
    }

    private <S extends ControllerService> Optional<S> service(ServiceKind kind, Class<S> type) {
        return declaration.properties().entrySet().stream()
                .filter(entry -> entry.getKey().service().equals(Optional.of(kind)))
                .findFirst()
                .flatMap(entry -> Optional.ofNullable(
                        context.getProperty(entry.getValue()).asControllerService(type)));
    }
}
