// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.util.Map;

/** The catalogs of the tests. */
final class SampleCatalog {

    static final String RELEASES = """
            format: 1
            base-url: http://updates.example.org
            releases:
              MSNMSGR: [6.0.0602, 6.1.0211, 6.2.0208, 7.0.0813, 7.5.0324]
              MSMSGS: [4.7.3001, 5.1.0701]
              MACMSGS: [4.0.0, 5.0.0]
            """;

    static final String RULES = """
            rules:
              - name: testers
                when: { library: MSNMSGR, user-handle: '@qa.example.com' }
                recommend: 7.5.0324
                minimum: own
                download: /msnmsgr-7.5.exe
                fallback: http://updates.example.org/
                reason: try 7.5 first
              - name: windows-98
                when: { library: MSNMSGR, system-type: win, client-version: { below: 7.0.0813 } }
                recommend: 7.0.0813
                minimum: own
                download: /msnmsgr-7.0-win98.exe
                fallback: http://updates.example.org/
              - name: msnmsgr-7.5
                when: { library: MSNMSGR, client-version: { below: 7.5.0324 } }
                from: 2035-03-01T00:00Z
                recommend: 7.5.0324
                minimum: 6.2.0208
                force-from: 2035-06-01T00:00Z
                download: /msnmsgr-7.5.exe
                fallback: http://updates.example.org/
              - name: msnmsgr-7.0
                when: { library: MSNMSGR, client-version: { below: 7.0.0813 } }
                recommend: 7.0.0813
                minimum: 6.2.0208
                download: /msnmsgr-7.0.exe
                fallback: http://updates.example.org/
                reason: 6.1 and older cannot show custom emoticons
            """;

    static final String OTHERWISE =
            "otherwise: { recommend: own, minimum: own, download: /, fallback: http://updates.example.org/ }\n";

    private SampleCatalog() {}

    /** Returns the files of a catalog with a few rules, some of which begin later. */
    static Map<String, String> files() {
        return Map.of("10-releases.yaml", RELEASES, "20-rules.yaml", RULES + OTHERWISE);
    }
}
