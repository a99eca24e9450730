package io.btautomations.btql.ast;

/** Where the rows come from. */
public sealed interface From extends Node permits Source, Subquery {}
