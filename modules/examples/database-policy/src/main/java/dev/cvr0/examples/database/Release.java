// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.database;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The advice for the clients of one library: a row that another program writes. */
@Entity
@Table(name = "release_advice")
public class Release {

    @Id
    private String library = "";

    @Column(nullable = false)
    private String recommended = "";

    @Column(nullable = false)
    private String minimum = "";

    @Column(name = "download_url", nullable = false, length = 700)
    private String downloadUrl = "";

    @Column(name = "fallback_url", nullable = false, length = 700)
    private String fallbackUrl = "";

    /** Required by Jakarta Persistence. */
    protected Release() {}

    Advice advice() {
        return Advice.recommend(ClientVersion.parse(recommended), new DownloadUrl(downloadUrl))
                .withMinimum(ClientVersion.parse(minimum))
                .withFallbackUrl(new DownloadUrl(fallbackUrl))
                .withReason("release of " + library);
    }
}
