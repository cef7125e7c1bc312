// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

/** What a virtual machine can keep of classes that were loaded before, and what {@code bin/cvr0} looks for. */
enum ArchiveKind {
    /** Classes as loaded, since Java 13. */
    CLASSES("cvr0.jsa", "-XX:ArchiveClassesAtExit="),

    /**
     * Classes as linked, since Java 25. It would also keep what was worth compiling; interpreted, nothing was: the next
     * start then compiles what it needs itself, which takes less time than compiling all that this one would have.
     */
    LINKED_CLASSES("cvr0.aot", "-Xint -XX:AOTCacheOutput=");

    private static final int FIRST_WITH_LINKED_CLASSES = 25;

    private final String file;
    private final String options;

    ArchiveKind(String file, String options) {
        this.file = file;
        this.options = options;
    }

    /** The best that this Java has. */
    static ArchiveKind of(Runtime.Version java) {
        return java.feature() >= FIRST_WITH_LINKED_CLASSES ? LINKED_CLASSES : CLASSES;
    }

    /** The name of the file in lib. */
    String file() {
        return file;
    }

    /** The options that let a virtual machine write the archive when it ends. */
    String options(String name) {
        return options + name;
    }
}
