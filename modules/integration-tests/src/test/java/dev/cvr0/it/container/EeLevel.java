// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.Map;

/** Detects the version of Jakarta EE from the version of Servlet. For servers only. */
final class EeLevel {

    private static final Map<String, String> BY_SERVLET = Map.of("6.0", "10", "6.1", "11");

    private EeLevel() {}

    static String ofThisServer() {
        ServletContext web = CDI.current().select(ServletContext.class).get();
        String servlet = web.getMajorVersion() + "." + web.getMinorVersion();
        return BY_SERVLET.getOrDefault(servlet, "with Servlet " + servlet);
    }
}
