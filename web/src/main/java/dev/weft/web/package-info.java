/**
 * What a web application is given beside its own work: tracking of each request as a task, and
 * endpoints for those who run it. {@code Ops} joins the parts, which do not know each other.
 */
@NullMarked
package dev.weft.web;

import org.jspecify.annotations.NullMarked;
