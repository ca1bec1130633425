/** The collector over HTTP: the API, live streams, and the page. */
@NullMarked
package dev.weft.daemon.http;

import org.jspecify.annotations.NullMarked;
