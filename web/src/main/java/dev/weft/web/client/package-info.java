/**
 * Calls to other services: each carries the request's id and the trace on, is a task, is timed, and
 * has a limit. Here for Java's own client; other clients have modules of their own.
 */
@NullMarked
package dev.weft.web.client;

import org.jspecify.annotations.NullMarked;
