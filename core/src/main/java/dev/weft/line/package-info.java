/**
 * The program's log as lines of their own, in the form that c2cwsgiutils gives them: CEE datagrams
 * to a syslog server and JSON lines on the standard streams, each with the fields of the request
 * that it belongs to.
 */
@NullMarked
package dev.weft.line;

import org.jspecify.annotations.NullMarked;
