// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * How many tests came out how.
 *
 * @param tests all of them
 * @param failed those that failed
 * @param excused those that were expected to fail, and did
 */
record Result(int tests, int failed, int excused) {

    static final Result NONE = new Result(0, 0, 0);

    /** Reads the report of one test class. */
    static Result readFrom(Path report) throws IOException {
        try {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            return new Result(
                    number(suite, "tests"),
                    number(suite, "failures") + number(suite, "errors"),
                    number(suite, "skipped"));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is no report", e);
        }
    }

    Result plus(Result other) {
        return new Result(tests + other.tests, failed + other.failed, excused + other.excused);
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    /** As the cell of a table. */
    @Override
    public String toString() {
        if (failed > 0) {
            return "**" + failed + " of " + tests + " failed**";
        }
        String passed = tests - excused + " passed";
        return excused == 0 ? passed : passed + ", " + excused + " excused";
    }
}
