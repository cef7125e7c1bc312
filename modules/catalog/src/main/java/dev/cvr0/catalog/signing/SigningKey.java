// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.SafeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key by which catalogues are signed: Ed25519, after RFC 8032. Its text, as PEM, leaves it by {@link #write}
 * only.
 *
 * @since 0.1
 */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final int MAX_BYTES = 16 * 1024;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private final PrivateKey key;

    SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param file a PEM file with an Ed25519 key that is not encrypted, from {@link #write} or from OpenSSL
     * @return the key
     * @throws UntrustedException if it cannot be read or is not such a key
     */
    public static SigningKey read(Path file) {
        try {
            String text = new String(new SafeFile(file).read(MAX_BYTES), StandardCharsets.ISO_8859_1);
            Matcher pem = PEM.matcher(text);
            if (!pem.matches()) {
                throw none(file);
            }
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            return new SigningKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded));
        } catch (IOException e) {
            throw new UntrustedException(file + ": the private key cannot be read: " + SafeFile.ioErrorMessage(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw none(file);
        }
    }

    /**
     * Writes the key into a new file, which the owner alone may read where the file system knows owners.
     *
     * @param file where to; never overwritten
     * @throws UntrustedException if there is such a file already, or it cannot be written
     */
    public void write(Path file) {
        try {
            String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
            Files.createFile(file, ownersOnly(file));
            Files.writeString(file, pem, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": the private key cannot be written: " + SafeFile.ioErrorMessage(e), e);
        }
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    // The message has no details: they could reveal a part of the key.
    private static UntrustedException none(Path file) {
        return new UntrustedException(
                file + ": this is no private key for Ed25519, expected one that 'cvr0 keygen' has written");
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
