// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.Map;

/** The answers of the historic service that the transcripts expect. */
final class ReferencePolicy implements VersionPolicy {

    private static final String BASE = "http://msgr.dlservice.microsoft.com/download";
    private static final String MICROSOFT = "http://download.microsoft.com/download/";
    private static final Advice SEVEN = advice(
            "7.0.0813",
            "6.2.0205",
            BASE + "/5/d/9/5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe",
            "http://messenger.msn.com");
    private static final Map<List<Object>, Advice> ROWS = Map.of(
            row("MSMSGS", "3.6.0025"),
            advice(
                    "4.6.0083",
                    "1.0.0000",
                    MICROSOFT + "msnmessenger/install/4.6/win98me/en-us/mmssetup.exe",
                    "http://messenger.microsoft.com"),
            row("MSMSGS", "1.0.0863"),
            advice(
                    "5.0.0537",
                    "1.0.0863",
                    MICROSOFT + "msnmessenger/install/5.0/w98nt42kmexp/en-us/setupdl.exe",
                    "http://messenger.microsoft.com"),
            row("MSNMSGR", "5.0.0544"),
            advice(
                    "6.0.0602",
                    "1.0.0000",
                    MICROSOFT + "8/a/4/8a42bcae-f533-4468-b871-d2bc8dd32e9e/SETUP9x.EXE",
                    "http://messenger.msn.com"),
            row("MSNMSGR", "6.0.0602"),
            SEVEN,
            row("MSNMSGR", "6.1.0211"),
            SEVEN,
            row("MSNMSGR", "8.0.0792"),
            advice(
                    "8.5.1302",
                    "8.1.0178",
                    BASE + "/5/6/4/5646481F-33EF-4B08-AF00-4904F7677B89/ES/Install_WLMessenger.exe",
                    "http://get.live.com/es"),
            row("MSNMSGR", "8.5.1302"),
            advice(
                    "14.0.8064",
                    "8.1.0178",
                    BASE + "/5/2/E/52EB299A-E4DE-43E2-8D55-510D7FB03610/en/wlsetup-cvr.exe",
                    "http://download.live.com/?sku=messenger"),
            row("MSG80BETA", "8.0.0566"),
            advice(
                    "8.0.0566",
                    "8.0.0566",
                    BASE + "/4/5/b/45beb06f-5a08-4694-abd8-d6e706b06b68/Install_Messenger_Beta.exe",
                    "http://ideas.live.com"));

    @Override
    public Verdict decide(ClientProfile client) {
        ClientProgram program = client.program();
        Advice row = ROWS.get(List.of(program.library(), program.version()));
        return row == null ? new UnknownClient("no row") : row;
    }

    private static List<Object> row(String library, String version) {
        return List.of(library, ClientVersion.parse(version));
    }

    private static Advice advice(String recommended, String minimum, String download, String fallback) {
        return Advice.recommend(ClientVersion.parse(recommended), new DownloadUrl(download))
                .withMinimum(ClientVersion.parse(minimum))
                .withFallbackUrl(new DownloadUrl(fallback));
    }
}
