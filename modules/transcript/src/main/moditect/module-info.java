// SPDX-License-Identifier: Apache-2.0
/** The format and the player of wire transcripts. */
module dev.cvr0.transcript {
    requires static org.jspecify;

    exports dev.cvr0.transcript;
}
