// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used.
 *
 * @param userMillis processor time of its own
 * @param systemMillis processor time of the kernel on its behalf
 * @param residentKib memory that it holds now
 */
record Usage(long userMillis, long systemMillis, long residentKib) {

    // USER_HZ, the same on every Linux that Java runs on.
    private static final long MILLIS_PER_TICK = 10;
    private static final long KIB_PER_PAGE = 4;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int RESIDENT_PAGES = 21;

    /** Of a process now, from the files that Linux keeps of it. */
    static Usage of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name of the command may hold spaces; it ends with the last bracket.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Usage(
                    Long.parseLong(fields[USER_TICKS]) * MILLIS_PER_TICK,
                    Long.parseLong(fields[SYSTEM_TICKS]) * MILLIS_PER_TICK,
                    Long.parseLong(fields[RESIDENT_PAGES]) * KIB_PER_PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException("the load is measured by the files of Linux in /proc", e);
        }
    }

    long millis() {
        return userMillis + systemMillis;
    }

    /** What was used since; the memory is that of now. */
    Usage since(Usage before) {
        return new Usage(userMillis - before.userMillis, systemMillis - before.systemMillis, residentKib);
    }
}
