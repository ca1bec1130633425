/** Contract tests, makers of records, recording fakes and launchers of real servers. */
@NullMarked
package dev.weft.testkit;

import org.jspecify.annotations.NullMarked;
