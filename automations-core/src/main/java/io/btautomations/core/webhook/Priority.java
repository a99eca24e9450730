package io.btautomations.core.webhook;

import io.btautomations.core.setting.Choice;

/** How urgent Opsgenie takes an alert to be. */
enum Priority implements Choice {
    P1,
    P2,
    P3,
    P4,
    P5;

    @Override
    public Text text() {
        return new Text(name(), "Opsgenie's priority " + name() + "; P1 is the highest.");
    }
}
