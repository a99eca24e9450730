package io.btautomations.engine.service;

import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.StepDescriptor.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of controller service.
 *
 * @param type simple name
 * @param kind what it lends
 * @param settings what a user can set
 * @param oldNames names of settings in earlier releases of NiFi, with today's
 * @param rules checks that look at more than one setting
 * @param lender gives what the service lends
 */
public record ServiceType(
        String type,
        ServiceKind kind,
        List<Setting<?>> settings,
        Map<String, String> oldNames,
        Rules rules,
        Lender lender) {

    private static final List<ServiceType> ALL = List.of(
            StandardProxy.TYPE,
            KeyStores.type("StandardSSLContextService"),
            KeyStores.type("StandardRestrictedSSLContextService"),
            PemKeys.TYPE);

    /** Gives what a service lends. */
    @FunctionalInterface
    public interface Lender {
        /**
         * What a service with these settings lends. Reads files; opens no connection.
         *
         * @throws ServiceException if a file is not what the settings say
         */
        LentServices lend(Settings settings) throws ServiceException;
    }

    public ServiceType {
        settings = List.copyOf(settings);
        oldNames = Map.copyOf(oldNames);
    }

    /** The type of this kind with this simple name. */
    public static Optional<ServiceType> find(ServiceKind kind, String simpleName) {
        return ALL.stream()
                .filter(type -> type.kind == kind && type.type.equals(simpleName))
                .findFirst();
    }

    /** Simple names of all types of this kind. */
    public static List<String> names(ServiceKind kind) {
        return ALL.stream()
                .filter(type -> type.kind == kind)
                .map(ServiceType::type)
                .toList();
    }
}
