// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

/** The names in a signed folder, a published web folder and a copy. */
public final class FileNames {

    /** The manifest of the newest version. */
    public static final String CATALOG = "catalog.sig";

    /** The signed emergency document. */
    public static final String EMERGENCY = "emergency.sig";

    /** The folder of published files, whose names are their digests. */
    public static final String FILES = "files/";

    private FileNames() {}
}
