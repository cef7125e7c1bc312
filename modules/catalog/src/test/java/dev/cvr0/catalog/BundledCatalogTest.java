// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Urgency;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledCatalogTest {

    private static final Catalog BUNDLED = new CatalogLoader().bundled();

    @ParameterizedTest
    @CsvSource({
        "0x0409 win 4.10 i386 MSMSGS 3.6.0025, 4.6.0083, 1.0.0000,"
                + " http://download.microsoft.com/download/msnmessenger/install/4.6/win98me/en-us/mmssetup.exe,"
                + " http://messenger.microsoft.com",
        "0x0409 win 4.10 i386 MSNMSGR 5.0.0544, 6.0.0602, 1.0.0000,"
                + " http://download.microsoft.com/download/8/a/4/8a42bcae-f533-4468-b871-d2bc8dd32e9e/SETUP9x.EXE,"
                + " http://messenger.msn.com",
        "0x0c0a winnt 5.1 i386 MSNMSGR 8.0.0792, 8.5.1302, 8.1.0178,"
                + " http://msgr.dlservice.microsoft.com/download/5/6/4/5646481F-33EF-4B08-AF00-4904F7677B89/ES/Install_WLMessenger.exe,"
                + " http://get.live.com/es",
        "0x0409 winnt 5.1 i386 MSNMSGR 8.5.1302, 14.0.8064, 8.1.0178,"
                + " http://msgr.dlservice.microsoft.com/download/5/2/E/52EB299A-E4DE-43E2-8D55-510D7FB03610/en/wlsetup-cvr.exe,"
                + " http://download.live.com/?sku=messenger",
        "0x0409 winnt 5.1 i386 MSG80BETA 8.0.0566, 8.0.0566, 8.0.0566,"
                + " http://msgr.dlservice.microsoft.com/download/4/5/b/45beb06f-5a08-4694-abd8-d6e706b06b68/Install_Messenger_Beta.exe,"
                + " http://ideas.live.com"
    })
    void shouldAnswerLikeHistoricService(
            String client, String recommended, String minimum, String download, String fallback) {
        assertThat(wire(BUNDLED.decide(SampleClients.of(client), NOW)))
                .isEqualTo(String.join(" ", recommended, recommended, minimum, download, fallback));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0409 win 4.10 i386 MSMSGS 1.0.0863",
                "0x0409 win 4.10 i386 MSMSGS 1.0.0863 MSMSGS",
            })
    void shouldAnswerExamplesOfOlderSources(String client) {
        assertThat(wire(BUNDLED.decide(SampleClients.of(client), NOW)))
                .isEqualTo("5.0.0537 5.0.0537 1.0.0863 "
                        + "http://download.microsoft.com/download/msnmessenger/install/5.0/w98nt42kmexp/en-us/setupdl.exe "
                        + "http://messenger.microsoft.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS",
            })
    void shouldAnswerExamplesOfNewerSources(String client) {
        assertThat(wire(BUNDLED.decide(SampleClients.of(client), NOW)))
                .isEqualTo("7.0.0813 7.0.0813 6.2.0205 "
                        + "http://msgr.dlservice.microsoft.com/download/5/d/9/5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe "
                        + "http://messenger.msn.com");
    }

    @ParameterizedTest
    @CsvSource({
        "0x0409 winnt 5.0 i386 MSNMSGR 99.9.9999 MSMSGS, version '99.9.9999' of 'MSNMSGR' is not listed under releases",
        "0x0409 winnt 5.0 i386 YCOMM 0.1.0023 MSMSGS, library 'YCOMM' is not listed under releases",
        "0x0409 winnt 5.1 i386 MSG80BETA b.0.0328, version 'b.0.0328' cannot be parsed",
        "0x0409 winnt 5.1 i386 msnmsgr 6.0.0602, library 'msnmsgr' is not listed under releases"
    })
    void shouldReportWhyClientIsUnknown(String client, String reason) {
        assertThat(BUNDLED.decide(SampleClients.of(client), NOW)).isEqualTo(new UnknownClient(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0409 mac 10.2.0 ppc macmsgs 3.5.1 macmsgs",
                "0x0409 winnt 5.1 i386 MSMSGS 4.7.3001 WindowsMessenger",
                "0x0409 linux 2.6 i386 MSNMSGR 7.0.0777",
                "0x0409 winnt 6.1.1 i386 MSNMSGR 15.4.3538.513",
                "0x0409 winnt 5.0 i386 MSNMSGR 8.5.1302"
            })
    void shouldNotAskOtherKnownClientsToUpdate(String client) {
        ClientProfile profile = SampleClients.of(client);
        Advice advice = (Advice) BUNDLED.decide(profile, NOW);
        assertThat(advice.urgencyFor(profile.program().version())).isEqualTo(Urgency.UP_TO_DATE);
        assertThat(advice.recommended().text())
                .isEqualTo(profile.program().version().text());
        assertThat(advice.reason()).startsWith("otherwise");
    }

    @ParameterizedTest
    @CsvSource({
        "win 4.10 i386 MSMSGS 1.0.0893, 5.0.0537, 1.0.0863",
        "win 4.10 i386 MSMSGS 3.6.0039, 4.6.0083, 1.0.0000",
        "winnt 5.1 i386 MSMSGS 5.1.0715, 5.1.0715, 5.1.0715",
        "winnt 5.1 i386 MSNMSGR 6.0.0268, 7.0.0813, 6.2.0205",
        "winnt 5.1 i386 MSNMSGR 7.5.0306, 7.5.0306, 7.5.0306",
        "winnt 5.1 i386 MSNMSGR 8.5.1288.0816, 14.0.8064, 8.1.0178",
        "winnt 5.1 i386 MSNMSGR 8.5.1288.816, 14.0.8064, 8.1.0178",
        "winnt 6.1 i386 MSNMSGR 16.4.3508.0205, 16.4.3508.0205, 16.4.3508.0205",
        "winnt 5.1 i386 MSG80BETA 8.0.0328, 8.0.0566, 8.0.0566",
        "winnt 5.1 i386 MSG80BETA 8.1.0168, 8.1.0168, 8.1.0168",
        "winnt 7.5 arm WLM 7.5.7720, 7.5.7720, 7.5.7720",
    })
    void shouldKnowBuildsOnPublicLists(String client, String recommended, String minimum) {
        assertThat(wire(BUNDLED.decide(SampleClients.of("0x0409 " + client), NOW)))
                .startsWith(String.join(" ", recommended, recommended, minimum, "http"));
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0211, REQUIRED", "6.2.0205, RECOMMENDED", "7.0.0777, RECOMMENDED", "7.0.0813, UP_TO_DATE",
        "7.5.0324, UP_TO_DATE", "8.0.0812, REQUIRED", "8.1.0178, RECOMMENDED", "14.0.8089.726, UP_TO_DATE"
    })
    void shouldKeepHistoricUrgency(String version, Urgency urgency) {
        Advice advice = (Advice) BUNDLED.decide(SampleClients.of("0x0409 winnt 5.1 i386 MSNMSGR " + version), NOW);
        assertThat(advice.urgencyFor(ClientVersion.parse(version))).isEqualTo(urgency);
    }

    @ParameterizedTest
    @MethodSource("knownClients")
    void shouldNotRequireUpdateOfRecommendedVersion(ClientProfile client) {
        Advice advice = (Advice) BUNDLED.decide(client, NOW);
        ClientProfile updated = client.withProgram(client.program().withVersion(advice.recommended()));
        if (BUNDLED.decide(updated, NOW) instanceof Advice next) {
            assertThat(next.urgencyFor(advice.recommended())).isNotEqualTo(Urgency.REQUIRED);
        } else {
            assertThat(advice.recommended()).isNotEqualTo(client.program().version());
        }
    }

    @Test
    void shouldNameBundledCatalogAsSource() {
        assertThat(BUNDLED.source()).isEqualTo("bundled.yaml");
        assertThat(BUNDLED.ruleCount()).isEqualTo(7);
        assertThat(BUNDLED.releaseCount()).isEqualTo(114);
    }

    static Stream<ClientProfile> knownClients() {
        return Stream.of("0x0409 win 4.10", "0x0409 winnt 5.1", "0x0c0a winnt 5.1", "0x0409 mac 10.2")
                .flatMap(system -> Stream.of(
                                "MSMSGS 1.0.0863",
                                "MSMSGS 2.0.0083",
                                "MSMSGS 3.6.0025",
                                "MSNMSGR 5.0.0544",
                                "MSNMSGR 6.1.0211",
                                "MSNMSGR 7.5.0322",
                                "MSNMSGR 8.0.0812",
                                "MSNMSGR 8.5.1302",
                                "MSG80BETA 8.0.0566")
                        .map(program -> SampleClients.of(system + " i386 " + program)));
    }

    private static String wire(Verdict verdict) {
        Advice advice = (Advice) verdict;
        return String.join(
                " ",
                advice.recommended().text(),
                advice.secondRecommended().text(),
                advice.minimum().text(),
                advice.downloadUrl().text(),
                advice.fallbackUrl().text());
    }
}
