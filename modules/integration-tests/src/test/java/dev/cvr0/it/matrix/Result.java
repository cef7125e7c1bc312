// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The numbers of tests by outcome.
 *
 * @param tests all tests
 * @param failed the tests that failed
 * @param failedAsExpected the tests that were expected to fail, and failed
 */
record Result(int tests, int failed, int failedAsExpected) {

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
            throw new IOException(report + " is not a test report", e);
        }
    }

    Result plus(Result other) {
        return new Result(tests + other.tests, failed + other.failed, failedAsExpected + other.failedAsExpected);
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    /** Formats the numbers for a cell of the table. */
    @Override
    public String toString() {
        if (failed > 0) {
            return "**" + failed + " of " + tests + " failed**";
        }
        String passed = tests - failedAsExpected + " passed";
        return failedAsExpected == 0 ? passed : passed + ", " + failedAsExpected + " expected to fail";
    }
}
