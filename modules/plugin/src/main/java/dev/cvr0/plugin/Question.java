// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.protocol.Command;

/**
 * The parameters of a CVQ as they came, neither taken apart nor checked, but for the user handle: by that, users of one
 * program differ.
 *
 * @param text all parameters, as {@link Command#rest} has them
 * @param start where the user handle begins; at the end if there is none
 * @param end where it ends
 */
record Question(String text, int start, int end) {

    static Question of(Command command) {
        String text = command.rest();
        int start = startOfUserHandle(text);
        int space = text.indexOf(' ', start);
        return new Question(text, start, space < 0 ? text.length() : space);
    }

    UserHandle userHandle() {
        return new UserHandle(text, start, end - start);
    }

    /** All but the user handle. The spaces around it stay, so that no other parameters come to the same text. */
    String program() {
        String before = text.substring(0, start);
        return end == text.length() ? before : before + text.substring(end);
    }

    private static int startOfUserHandle(String text) {
        int start = 0;
        for (int i = 0; i <= CvqRequest.USER_HANDLE; i++) {
            int space = text.indexOf(' ', start);
            if (space < 0) {
                return text.length();
            }
            start = space + 1;
        }
        return start;
    }
}
