package io.btautomations.btql.ast;

/** One step from a value into it. */
public sealed interface PathStep extends Node permits KeyStep, IndexStep {}
