// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.host.HostStartException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * The certificate of the HTTP API.
 *
 * @param certificate the PEM file of the certificate, followed by those of its issuers
 * @param privateKey the PEM file of its key
 */
public record TlsSettings(Path certificate, Path privateKey) {

    /**
     * Reads the files.
     *
     * @throws HostStartException if they cannot be used
     */
    SslContext context() {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), privateKey.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new HostStartException(
                    "cannot use the certificate " + certificate + " with the key " + privateKey + ": "
                            + cause.getMessage()
                            + ". Use PEM files with the certificate chain and an unencrypted PKCS #8 key (openssl pkcs8 -topk8"
                            + " -nocrypt)",
                    e);
        }
    }
}
