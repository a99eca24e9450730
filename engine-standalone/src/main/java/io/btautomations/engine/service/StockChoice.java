package io.btautomations.engine.service;

import io.btautomations.core.setting.Choice;

/** A value of a setting of one of NiFi's own services, as NiFi writes it into a flow definition. */
interface StockChoice extends Choice {

    String name();

    /** {@inheritDoc} NiFi describes it. */
    @Override
    default Text text() {
        return new Text(name(), "");
    }
}
