// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The POM of a module. */
record Pom(Path folder, Document document) {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    static Pom in(Path folder) {
        try {
            return new Pom(
                    folder,
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve("pom.xml").toFile()));
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new AssertionError(folder.toString(), e);
        }
    }

    List<Pom> modules() {
        return texts("/project/modules/module").stream()
                .map(folder::resolve)
                .map(Pom::in)
                .toList();
    }

    String artifact() {
        return texts("/project/artifactId").get(0);
    }

    /** Returns the artifact ids of the managed dependencies of type JAR. */
    List<String> managed() {
        return texts("/project/dependencyManagement/dependencies/dependency[not(type)]/artifactId");
    }

    boolean isPublishedJar() {
        return texts("/project/packaging[. != 'jar']").isEmpty()
                && texts("/project/properties/maven.deploy.skip[. = 'true']").isEmpty();
    }

    private List<String> texts(String path) {
        try {
            NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }
}
