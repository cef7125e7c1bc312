// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of the management operations.
 *
 * @param tokens the file of the tokens
 * @param folder the folder of the drafts and the audit log
 * @param store the location of the publications, if it is not that of the catalog
 */
public record ManagementSettings(Path tokens, Path folder, Optional<String> store) {}
