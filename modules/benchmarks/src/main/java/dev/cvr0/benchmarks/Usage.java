// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resources that a process has used.
 *
 * @param userMillis processor time in user mode
 * @param systemMillis processor time in the kernel
 * @param residentKib resident memory now
 */
record Usage(long userMillis, long systemMillis, long residentKib) {

    // USER_HZ is 100 on every Linux that Java supports.
    private static final long MILLIS_PER_TICK = 10;
    private static final long KIB_PER_PAGE = 4;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int RESIDENT_PAGES = 21;

    static Usage of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The command name may contain spaces; it ends with the last bracket.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Usage(
                    Long.parseLong(fields[USER_TICKS]) * MILLIS_PER_TICK,
                    Long.parseLong(fields[SYSTEM_TICKS]) * MILLIS_PER_TICK,
                    Long.parseLong(fields[RESIDENT_PAGES]) * KIB_PER_PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc; the load is measured on Linux only", e);
        }
    }

    long millis() {
        return userMillis + systemMillis;
    }
}
