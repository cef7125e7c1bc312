// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** A role of the API, with the token of a user who has it. */
enum Role {
    VIEWER,
    EDITOR,
    PUBLISHER,
    EMERGENCY;

    private final String token = UUID.randomUUID().toString().replace("-", "");

    String token() {
        return token;
    }

    /** {@return the name of the user} */
    String user() {
        return "test-" + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the line of the file of tokens. */
    String line() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return user() + " " + name().toLowerCase(Locale.ROOT) + " "
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
