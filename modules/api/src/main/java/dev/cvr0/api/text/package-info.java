// SPDX-License-Identifier: Apache-2.0
/** Text from clients and files, made safe for logs and messages. */
@NullMarked
package dev.cvr0.api.text;

import org.jspecify.annotations.NullMarked;
