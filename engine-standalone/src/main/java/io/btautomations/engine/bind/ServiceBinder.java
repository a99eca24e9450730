package io.btautomations.engine.bind;

import io.btautomations.core.setting.Setting;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowGroup;
import io.btautomations.engine.flow.FlowService;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.resolve.Resolver;
import io.btautomations.engine.service.LentServices;
import io.btautomations.engine.service.ServiceException;
import io.btautomations.engine.service.ServiceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds the controller services of one definition, those that are referred to and once each. */
final class ServiceBinder {

    /** A service in the group whose parameters it sees. */
    private record Placed(FlowService service, FlowGroup group) {}

    private final FlowDefinition definition;
    private final Function<FlowGroup, Resolver> resolvers;
    private final List<Finding> findings;
    private final Map<String, Map<String, Placed>> visible = new HashMap<>();
    private final Map<String, Optional<LentServices>> bound = new HashMap<>();

    /** @param resolvers gives the texts of a group their meaning */
    ServiceBinder(FlowDefinition definition, Function<FlowGroup, Resolver> resolvers, List<Finding> findings) {
        this.definition = definition;
        this.resolvers = resolvers;
        this.findings = findings;
        look(definition.root(), Map.of());
    }

    /**
     * What a service lends; empty if that cannot be told, which is found.
     *
     * @param group of the component that refers to it
     * @param setting that refers to it, one that names a service
     * @param identifier of the service
     * @param place of the reference
     */
    Optional<LentServices> bind(FlowGroup group, Setting<?> setting, String identifier, Place place) {
        if (setting.service().map(ServiceType::names).filter(List::isEmpty).isPresent()) {
            findings.add(Finding.error(
                            "FLOW-219",
                            setting.name() + " is available in NiFi only: the standalone engine reads and writes JSON",
                            place)
                    .withHint("turn the content into JSON Lines first and leave " + setting.name()
                            + " empty, or run this flow in NiFi"));
            return Optional.empty();
        }
        Optional<Placed> placed = Optional.ofNullable(visible.get(group.identifier()))
                .flatMap(services -> Optional.ofNullable(services.get(identifier)));
        if (placed.isEmpty()) {
            String name = definition.externalServices().getOrDefault(identifier, identifier);
            findings.add(Finding.error(
                            "FLOW-216",
                            setting.name() + " refers to the controller service '" + name
                                    + "', which is not in this file for this group",
                            place)
                    .withHint("in NiFi, choose Download flow definition, With external services"));
            return Optional.empty();
        }
        FlowService service = placed.get().service();
        Optional<ServiceType> type = setting.service().flatMap(kind -> ServiceType.find(kind, service.simpleType()));
        if (type.isEmpty()) {
            findings.add(Finding.error(
                            "FLOW-217",
                            "service type '" + service.simpleType() + "' is not available in the standalone engine as "
                                    + setting.name(),
                            service.place().child("type"))
                    .withHint("it has "
                            + setting.service()
                                    .map(ServiceType::names)
                                    .map(names -> String.join(", ", names))
                                    .orElse("none")
                            + "; use one of them, or run this flow in NiFi"));
            return Optional.empty();
        }
        return bound.computeIfAbsent(identifier, unbound -> bind(placed.get(), type.get()));
    }

    private Optional<LentServices> bind(Placed placed, ServiceType type) {
        FlowService service = placed.service();
        SettingsBinder binder = new SettingsBinder(
                service.properties(), type.oldNames(), service.place(), resolvers.apply(placed.group()), findings);
        binder.checkNames(type.type(), type.settings());
        long before = errors();
        Optional<BoundSettings> settings = binder.bind(type.settings(), type.rules());
        if (settings.isEmpty() || errors() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.lender().lend(settings.get().fixed()));
        } catch (ServiceException e) {
            findings.add(Finding.error("FLOW-218", String.valueOf(e.getMessage()), binder.place(e.setting())));
            return Optional.empty();
        }
    }

    private long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    /** A group sees its own services and those of the groups around it. */
    private void look(FlowGroup group, Map<String, Placed> around) {
        Map<String, Placed> here = new HashMap<>(around);
        group.services().forEach(service -> here.put(service.identifier(), new Placed(service, group)));
        visible.put(group.identifier(), here);
        group.groups().forEach(child -> look(child, here));
    }
}
