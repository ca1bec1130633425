package dev.weft.event.command;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * A command's three streams: data on {@code out}, notices on {@code err}.
 *
 * @param in what is piped or typed in
 * @param out data
 * @param err notices, errors
 * @param terminal whether {@code out} is a terminal, which decides on colour and form
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}
