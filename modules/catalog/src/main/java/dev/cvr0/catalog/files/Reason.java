// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a file cannot be used, in words: the messages of most of these exceptions are the path alone.
 *
 * @param cause what was thrown
 * @since 0.1
 */
public record Reason(IOException cause) {

    /** A part of a sentence, without the path. */
    @Override
    public String toString() {
        if (cause instanceof NoSuchFileException) {
            return "there is none";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        return cause instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : String.valueOf(cause.getMessage());
    }
}
