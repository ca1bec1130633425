/**
 * What a web application measures: one façade, behind it the back ends that somebody asked for. The
 * names and forms are those of c2cwsgiutils.
 */
@NullMarked
package dev.weft.web.metric;

import org.jspecify.annotations.NullMarked;
