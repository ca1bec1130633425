/** Databases of a web application: primary and replica, their pools, timings and checks. */
@NullMarked
package dev.weft.web.jdbc;

import org.jspecify.annotations.NullMarked;
