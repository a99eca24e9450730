package io.btautomations.engine.service;

import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.port.ProxyServer.Credentials;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** NiFi's StandardProxyConfigurationService. */
final class StandardProxy {

    /** The kinds of proxies that there are here. */
    private enum Kind implements StockChoice {
        DIRECT,
        HTTP
    }

    private static final Setting<Kind> KIND = Setting.choice("Proxy Type", Kind.class)
            .defaultText(Kind.DIRECT.value())
            .required()
            .build();
    private static final Setting<String> SOCKS_VERSION =
            Setting.text("SOCKS Version").build();
    private static final Setting<String> HOST = Setting.text("Proxy Server Host")
            .scope(Scope.ENVIRONMENT)
            .required()
            .when(KIND, Kind.HTTP)
            .build();
    private static final Setting<Long> PORT = Setting.of("Proxy Server Port", Formats.wholeNumber(1, 65_535))
            .scope(Scope.ENVIRONMENT)
            .required()
            .when(KIND, Kind.HTTP)
            .build();
    private static final Setting<String> USER =
            Setting.text("Proxy User Name").scope(Scope.ENVIRONMENT).build();
    private static final Setting<String> PASSWORD = Setting.text("Proxy User Password")
            .scope(Scope.ENVIRONMENT)
            .sensitive()
            .build();

    static final ServiceType TYPE = new ServiceType(
            "StandardProxyConfigurationService",
            ServiceKind.PROXY,
            List.of(KIND, SOCKS_VERSION, HOST, PORT, USER, PASSWORD),
            Map.of(
                    "proxy-type", KIND.name(),
                    "socks-version", SOCKS_VERSION.name(),
                    "proxy-server-host", HOST.name(),
                    "proxy-server-port", PORT.name(),
                    "proxy-user-name", USER.name(),
                    "proxy-user-password", PASSWORD.name()),
            StandardProxy::problems,
            StandardProxy::lend);

    private StandardProxy() {}

    private static List<SettingProblem> problems(Settings settings) {
        boolean half =
                settings.find(USER).isPresent() && settings.find(PASSWORD).isEmpty();
        return half && settings.get(KIND) == Kind.HTTP
                ? List.of(new SettingProblem(
                        "SET-101", PASSWORD.name(), PASSWORD.name() + " is required beside " + USER.name()))
                : List.of();
    }

    private static LentServices lend(Settings settings) {
        if (settings.get(KIND) == Kind.DIRECT) {
            return LentServices.NONE;
        }
        Optional<Credentials> credentials = settings.find(USER)
                .flatMap(user -> settings.find(PASSWORD).map(password -> new Credentials(user, password)));
        return LentServices.of(new ProxyServer(settings.get(HOST), Math.toIntExact(settings.get(PORT)), credentials));
    }
}
