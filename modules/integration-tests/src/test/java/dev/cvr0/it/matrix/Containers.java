// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The containers that are configured for Arquillian. */
public final class Containers {

    private Containers() {}

    /**
     * Returns the names of the containers, which are those of the Maven profiles.
     *
     * @return the names in the order of {@code arquillian.xml}
     * @throws IOException if it cannot be read
     */
    public static List<String> names() throws IOException {
        try (InputStream in = Containers.class.getResourceAsStream("/arquillian.xml")) {
            NodeList containers = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagName("container");
            return IntStream.range(0, containers.getLength())
                    .mapToObj(i -> ((Element) containers.item(i)).getAttribute("qualifier"))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("arquillian.xml", e);
        }
    }
}
